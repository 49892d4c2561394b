//! The page around the picture.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::color::Color;
use crate::error::{Error, Result};
use crate::write::svg::{self, escape};
use crate::write::{Document, RowFormat, manifest};

/// More rows than this are no help to anyone who reads them.
const MOST_ROWS: u64 = 1000;

/// The whole page.
pub(super) fn page(document: &Document<'_>) -> Result<String> {
    let scene = document.scene;
    let style = style(scene.background, scene.width * document.scale);
    let title = if scene.title.trim().is_empty() { "Chart" } else { scene.title.as_str() };
    let mut out = String::with_capacity(32 * 1024);
    out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.push_str(&policy(&style));
    out.push_str("\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    out.push_str("<meta name=\"generator\" content=\"");
    escape(&mut out, &document.manifest.software);
    out.push_str("\">\n<title>");
    escape(&mut out, title);
    out.push_str("</title>\n<style>");
    out.push_str(&style);
    out.push_str("</style>\n</head>\n<body>\n<main>\n<figure>\n");
    out.push_str(&svg::to_string(scene, document.scale, None)?);
    if !scene.description.trim().is_empty() {
        out.push_str("<figcaption>");
        escape(&mut out, &scene.description);
        out.push_str("</figcaption>\n");
    }
    out.push_str("</figure>\n");
    table(&mut out, document)?;
    out.push_str("</main>\n<script type=\"application/json\" id=\"vizcli\">");
    manifest::escape_script(&mut out, &manifest::json(document.manifest)?);
    out.push_str("</script>\n</body>\n</html>\n");
    Ok(out)
}

/// What the page may do: show itself. The style is allowed by its hash.
fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; \
         form-action 'none'"
    )
}

/// The page wears the picture's own ground; without one it follows the reader's setting.
fn style(background: Option<Color>, width: f64) -> String {
    let ground = match background {
        Some(Color { r, g, b, .. }) => {
            let dark = 0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b) < 128.0;
            let (scheme, ink) = if dark { ("dark", "#e8eaed") } else { ("light", "#1f242b") };
            format!(":root{{color-scheme:{scheme};background:rgb({r},{g},{b});color:{ink}}}\n")
        }
        None => ":root{color-scheme:light dark}\n".into(),
    };
    format!(
        "{ground}{}main{{max-width:{}px;margin:0 auto;padding:16px}}\n",
        include_str!("page.css"),
        width.ceil().max(1.0) + 32.0
    )
}

/// The rows behind the picture, for those who read rather than look. Only when they are few
/// enough to travel with the picture anyway.
fn table(out: &mut String, document: &Document<'_>) -> Result<()> {
    let carried = &document.manifest.rows;
    if carried.is_empty() || carried.iter().any(|t| t.rows > MOST_ROWS) {
        return Ok(());
    }
    let mut bytes = Vec::new();
    (document.rows)(RowFormat::Json, &mut bytes)?;
    let rows: Vec<Map<String, Value>> = serde_json::from_slice(&bytes)
        .map_err(|e| Error::internal("rows are not JSON objects").because(e))?;
    let Some(first) = rows.first().filter(|_| rows.len() as u64 <= MOST_ROWS) else {
        return Ok(());
    };
    let words = if rows.len() == 1 { "1 row".into() } else { format!("{} rows", rows.len()) };
    out.push_str("<details>\n<summary>Data (");
    out.push_str(&words);
    out.push_str(")</summary>\n<table>\n<thead><tr>");
    for name in first.keys() {
        out.push_str("<th scope=\"col\">");
        escape(out, name);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &rows {
        out.push_str("<tr>");
        for name in first.keys() {
            cell(out, row.get(name).unwrap_or(&Value::Null));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</details>\n");
    Ok(())
}

fn cell(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("<td>"),
        Value::Number(number) => {
            out.push_str("<td class=\"n\">");
            out.push_str(&number.to_string());
        }
        Value::String(words) => {
            out.push_str("<td>");
            escape(out, words);
        }
        other => {
            out.push_str("<td>");
            escape(out, &other.to_string());
        }
    }
    out.push_str("</td>");
}
