//! Requests as a browser on the server's own page sends them.

/// What a browser takes on an encrypted connection.
const COMPRESSED: &str = "gzip, deflate, br";

/// A request to the interface.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) cookie: Option<&'a str>,
    /// JSON.
    pub(crate) body: Option<&'a str>,
    /// Whether the answer may be compressed; then its body is of no use here.
    pub(crate) is_compressed: bool,
}

impl<'a> Request<'a> {
    /// Asks for something that is to be read.
    pub(crate) fn get(path: &'a str) -> Self {
        Self { method: "GET", path, cookie: None, body: None, is_compressed: false }
    }

    /// The request as it goes out, head and body in one piece.
    pub(crate) fn encode(self, host: &str) -> String {
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: {host}\r\nsec-fetch-site: same-origin\r\n",
            self.method, self.path
        );
        let mut add = |name: &str, value: &str| {
            for part in [name, ": ", value, "\r\n"] {
                text.push_str(part);
            }
        };
        if self.is_compressed {
            add("accept-encoding", COMPRESSED);
        }
        if let Some(cookie) = self.cookie {
            add("cookie", cookie);
        }
        if let Some(body) = self.body {
            add("content-type", "application/json");
            add("content-length", &body.len().to_string());
        }
        text.push_str("\r\n");
        text.push_str(self.body.unwrap_or_default());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_how_long_its_body_is() {
        let request = Request { method: "PUT", body: Some("{}"), ..Request::get("/a") };
        assert_eq!(
            request.encode("hall"),
            "PUT /a HTTP/1.1\r\nhost: hall\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
        );
    }

    #[test]
    fn what_is_to_be_read_is_asked_for_plain() {
        assert!(!Request::get("/a").encode("hall").contains("accept-encoding"));
    }
}
