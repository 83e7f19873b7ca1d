//! Parsing hexadecimal digits of a fixed length.

/// Bytes of a secret or a hash.
pub(super) const SECRET_BYTES: usize = 32;

/// Normalises 128 bits in 32 hex digits to lower case; `None` for anything else.
pub(super) fn parse_bits(text: &str) -> Option<String> {
    let is_hex = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| text.to_ascii_lowercase())
}

/// Decodes 64 hex digits; `None` for anything else.
pub(super) fn parse_bytes(text: &str) -> Option<[u8; SECRET_BYTES]> {
    let mut bytes = [0; SECRET_BYTES];
    if text.len() != 2 * SECRET_BYTES || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}
