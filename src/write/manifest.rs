//! The manifest as JSON, escaped for what carries it: XML text, a script element, a PNG chunk.
//!
//! The escapes are chosen so that each container gives back the very same JSON value.

use crate::error::{Error, Result};
use crate::spec::manifest::Manifest;

/// The manifest on one line. Fields stand in the order of their declaration: same manifest, same
/// text.
pub fn json(manifest: &Manifest) -> Result<String> {
    serde_json::to_string(manifest).map_err(|e| Error::internal("a spec is not JSON").because(e))
}

/// The manifest on many lines, for people.
pub fn pretty(manifest: &Manifest) -> Result<String> {
    serde_json::to_string_pretty(manifest)
        .map_err(|e| Error::internal("a spec is not JSON").because(e))
}

/// Append `json` as XML text. What XML does not allow can only stand in a JSON string, and is
/// written as its escape there.
pub fn escape_xml(out: &mut String, json: &str) {
    for c in json.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => escape_json(out, c),
            c => out.push(c),
        }
    }
}

/// Append `json` as the content of a script element: without `<` nothing in it can end the
/// element or begin a comment.
pub fn escape_script(out: &mut String, json: &str) {
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => {
                escape_json(out, c);
            }
            c => out.push(c),
        }
    }
}

/// Append a character as the escape that JSON strings have for it.
fn escape_json(out: &mut String, c: char) {
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.extend(char::from_digit((c as u32 >> shift) & 15, 16));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_give_back_the_same_value() {
        let value = "</script><!--]]>&\u{7f}\u{85}\u{2028}\u{ffff}\"\\ 😀";
        let json = serde_json::to_string(value).unwrap();
        let mut script = String::new();
        escape_script(&mut script, &json);
        assert!(!script.contains('<'));
        assert_eq!(serde_json::from_str::<String>(&script).unwrap(), value);
        let mut xml = String::new();
        escape_xml(&mut xml, &json);
        assert!(!xml.contains(['<', '>', '\u{85}', '\u{ffff}']));
        let text = xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), value);
    }
}
