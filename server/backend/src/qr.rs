//! QR codes as rows of modules, for pages to draw.

/// Rows of modules, `true` for dark; empty where the address is too long for a QR code.
pub(crate) fn qr_modules(address: &str) -> Vec<Vec<bool>> {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(address, qrcode::EcLevel::M) else {
        return Vec::new();
    };
    let dark = |color: &qrcode::Color| *color == qrcode::Color::Dark;
    code.to_colors().chunks(code.width()).map(|row| row.iter().map(dark).collect()).collect()
}
