//! Requests as sent by a browser on the server's own pages.

/// Encodings accepted by browsers on encrypted connections.
const COMPRESSED: &str = "gzip, deflate, br";

/// A request to the HTTP interface.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) cookie: Option<&'a str>,
    /// JSON.
    pub(crate) body: Option<&'a str>,
    /// Whether the response may be compressed; its body cannot be read then.
    pub(crate) is_compressed: bool,
}

impl<'a> Request<'a> {
    /// A `GET` request whose response is read.
    pub(crate) fn get(path: &'a str) -> Self {
        Self { method: "GET", path, cookie: None, body: None, is_compressed: false }
    }

    /// The encoded request, head and body together.
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
    fn a_response_to_be_read_is_requested_uncompressed() {
        assert!(!Request::get("/a").encode("hall").contains("accept-encoding"));
    }
}
