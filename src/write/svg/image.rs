//! Images: PNG bytes in the address of an image element.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::Result;
use crate::scene::Image;
use crate::write::png;

use super::paint;

/// Append an image element; nothing when it has no pixels.
pub(super) fn element(out: &mut String, image: &Image) -> Result<()> {
    if image.width == 0 || image.height == 0 {
        return Ok(());
    }
    let mut bytes = Vec::new();
    png::encode_image(image, &mut bytes)?;
    out.push_str("<image");
    for (name, value) in ["x", "y", "width", "height"].into_iter().zip(image.place) {
        paint::attribute(out, name, value);
    }
    out.push_str(
        " preserveAspectRatio=\"none\" image-rendering=\"pixelated\" href=\"data:image/png;base64,",
    );
    STANDARD.encode_string(&bytes, out);
    out.push_str("\"/>\n");
    Ok(())
}
