//! The scripts of a page: the loader, and the runtime, whose files are joined in this order into
//! one function.

use std::io::Write;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// What inflates the rest.
pub(super) const LOADER: &str = include_str!("runtime/loader.js");

/// The files of the runtime.
const FILES: &[&str] = &[];

/// The runtime as one script.
pub(super) static RUNTIME: LazyLock<String> = LazyLock::new(|| {
    let mut script = String::from("\"use strict\";(()=>{\n");
    for file in FILES {
        script.push_str(file);
    }
    script.push_str("})();\n");
    script
});

/// What a policy calls a script or a style.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Bytes, made small, as text.
pub(super) fn packed(bytes: &[u8]) -> Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).map_err(Error::internal)?;
    Ok(STANDARD.encode(encoder.finish().map_err(Error::internal)?))
}
