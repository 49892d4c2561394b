//! The page around the picture.

use serde_json::{Map, Value};

use super::script::{self, hash, packed};
use super::{cells, model, picture, tools};
use crate::color::Color;
use crate::error::{Error, Result};
use crate::scene::Live;
use crate::write::svg::{self, escape};
use crate::write::{Document, RowFormat, manifest};

/// More rows than this are no help to anyone who reads them.
const MOST_ROWS: u64 = 1000;

/// The whole page.
pub(super) fn page(document: &Document<'_>) -> Result<String> {
    let scene = document.scene;
    let style = style(scene.background, scene.width * document.scale, document.live);
    let title = if scene.title.trim().is_empty() { "Chart" } else { scene.title.as_str() };
    let mut out = String::with_capacity(32 * 1024);
    out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    let scripts = document.live.map(|live| [script::loader(), script::runtime(live)]);
    out.push_str(&policy(&style, scripts.as_ref()));
    out.push_str("\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    out.push_str("<meta name=\"generator\" content=\"");
    escape(&mut out, &document.manifest.software);
    out.push_str("\">\n<title>");
    escape(&mut out, title);
    out.push_str("</title>\n<style>");
    out.push_str(&style);
    out.push_str("</style>\n</head>\n<body>\n<main>\n<figure>\n");
    if let Some(live) = document.live {
        tools::bar(&mut out, live);
    }
    out.push_str("<div class=\"stage\">\n");
    let few = document.live.is_some().then(|| picture::few(scene)).transpose()?.flatten();
    out.push_str(&svg::to_string(few.as_ref().unwrap_or(scene), document.scale, None)?);
    out.push_str("</div>\n");
    cells::notes(&mut out, document.live.map_or(&[], |live| &live.shades));
    if !scene.description.trim().is_empty() {
        out.push_str("<figcaption>");
        // Words that turn the direction of writing would turn all that follows them.
        let turns = |letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        escape(&mut out, &scene.description.replace(turns, ""));
        out.push_str("</figcaption>\n");
    }
    out.push_str("</figure>\n");
    table(&mut out, document)?;
    out.push_str("</main>\n<script type=\"application/json\" id=\"vizcli\">");
    manifest::escape_script(&mut out, &manifest::json(document.manifest)?);
    out.push_str("</script>\n");
    if let (Some(live), Some(scripts)) = (document.live, &scripts) {
        islands(&mut out, document, live, scripts)?;
    }
    out.push_str("</body>\n</html>\n");
    Ok(out)
}

/// What the runtime knows, its data, itself, and what starts it.
fn islands(
    out: &mut String,
    document: &Document<'_>,
    live: &Live,
    [loader, runtime]: &[String; 2],
) -> Result<()> {
    let (model, pack) = model::model(document.scene, live, document.scale);
    out.push_str("<script type=\"application/json\" id=\"vizcli-model\">");
    manifest::escape_script(out, &model.to_string());
    let islands = [("data", packed(pack.bytes())?), ("runtime", packed(runtime.as_bytes())?)];
    for (name, text) in islands {
        out.push_str(
            &["</script>\n<script type=\"text/plain\" id=\"vizcli-", name, "\">"].concat(),
        );
        out.push_str(&text);
    }
    out.push_str("</script>\n<script>");
    out.push_str(loader);
    out.push_str("</script>\n");
    Ok(())
}

/// What the page may do: show itself, and run its own scripts. These and the style are allowed by
/// their hashes.
fn policy(style: &str, scripts: Option<&[String; 2]>) -> String {
    let style = hash(style);
    let scripts = scripts.map_or_else(String::new, |[loader, runtime]| {
        format!("script-src {} {}; ", hash(loader), hash(runtime))
    });
    format!(
        "default-src 'none'; {scripts}style-src {style}; img-src data: blob:; base-uri 'none'; \
         form-action 'none'"
    )
}

/// The page wears the picture's own ground; without one, or where the picture does, it follows the
/// reader's setting.
fn style(background: Option<Color>, width: f64, live: Option<&Live>) -> String {
    let follows = live.is_some_and(|live| !live.dark.is_empty());
    // A picture without a ground keeps the inks of its theme, and so needs the theme's ground.
    let background = background.or_else(|| live.and_then(|live| live.inks.first().copied()));
    let ground = match background.filter(|_| !follows) {
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
