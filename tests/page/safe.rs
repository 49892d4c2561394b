//! Hostile words are words.

use std::fmt::Write as _;

use super::reader::{DESK, Device, see_words};

const IMAGE: &str = "</script><img src=x onerror=alert(1)>";
/// Quotes in names of columns would be those of the command line.
const COLUMN: &str = "x><svg onload=alert(4)>";
const SVG: &str = "\"><svg onload=alert(2)>";

#[test]
fn hostile_words_stay_words() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("'><img src=x onerror=alert(3)>.csv");
    let [image, svg] = [IMAGE, SVG].map(|words| words.replace('"', "\"\""));
    let mut table = format!("\"{image}\",{COLUMN},kind\n");
    for row in 0..20 {
        let kind = if row % 2 == 0 { &image } else { &svg };
        writeln!(table, "{row},{},\"{kind}\"", row * row).unwrap();
    }
    std::fs::write(&file, table).unwrap();
    let mut words = vec!["scatter".to_owned(), file.display().to_string()];
    let title = format!("{IMAGE}{SVG}");
    for (flag, word) in [
        ("-x", IMAGE),
        ("-y", COLUMN),
        ("--by", "kind"),
        ("--title", &title),
        ("--subtitle", SVG),
        ("--caption", IMAGE),
        ("--xlabel", SVG),
        ("--vline", &format!("5={IMAGE}")),
        ("--text", &format!("10,200={SVG}")),
    ] {
        words.extend([flag.to_owned(), word.to_owned()]);
    }
    see_words(Device { apart: true, ..DESK }, words, |page| {
        let odd = "document.querySelectorAll('img,iframe,object,[onload],[onerror]').length";
        assert_eq!(page.number(odd), 0.0);
        assert_eq!(page.words("document.title"), title);
        let keys = page.list("[...document.querySelectorAll('.key')].map((key) => key.ariaLabel)");
        assert_eq!(keys, [IMAGE, SVG]);
        page.hover(page.data(0, "0", "0"));
        assert_eq!(page.tip(), format!("kind: {IMAGE}; {IMAGE}: 0; {COLUMN}: 0"));
        page.hover(page.data(0, "19", "361"));
        assert_eq!(page.tip(), format!("kind: {SVG}; {IMAGE}: 19; {COLUMN}: 361"));
        for tool in ["Save as SVG", "Save as PNG"] {
            page.press(tool);
        }
        page.saved("png");
        let text = String::from_utf8(page.saved("svg").1).unwrap();
        assert!(!text.contains("<img") && !text.contains("<svg onload"));
        page.ask("document.querySelector('details').open = true");
        page.frames();
        assert_eq!(page.number(odd), 0.0);
    });
}
