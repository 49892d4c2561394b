//! Pages in a real Chromium, beside those of Bokeh with its scripts inline: bytes, milliseconds
//! from navigation to the finished picture, drawn frames a second while panning.
//!
//!     cargo bench --bench page
//!
//! `BOKEH_PYTHON` names a Python that has Bokeh; without one, its rows are left out. Run on an
//! idle machine; numbers of one run compare with each other and with nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench that cannot run must stop, and prints"
)]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use headless_chrome::browser::default_executable;
use headless_chrome::protocol::cdp::types::Method;
use headless_chrome::{Browser, LaunchOptions, Tab};
use serde_json::{Value, json};

/// Repeats of a start; the median counts.
const ROUNDS: usize = 5;
/// How long a pan goes on.
const PAN: Duration = Duration::from_secs(4);

/// Notes when something was drawn on a canvas last, and in how many frames.
const WATCH: &str = "
window.drawn = {last: 0, frames: 0, frame: -1, now: 0};
const tick = (now) => { drawn.now = now; requestAnimationFrame(tick); };
requestAnimationFrame(tick);
for (const name of ['fill', 'stroke', 'fillRect', 'putImageData', 'drawImage']) {
  const own = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...all) {
    own.apply(this, all);
    drawn.last = performance.now();
    if (drawn.frame !== drawn.now) { drawn.frame = drawn.now; drawn.frames++; }
  };
}";

/// Bokeh's page of the same points, in the same size, with the same tools.
const BOKEH: &str = "
import csv, sys
from bokeh.plotting import figure, output_file, save
from bokeh.resources import INLINE
rows = list(csv.reader(open(sys.argv[1])))[1:]
plot = figure(width=800, height=500, tools='pan,wheel_zoom,box_zoom,hover,reset', active_drag='pan')
plot.scatter([float(r[0]) for r in rows], [float(r[1]) for r in rows], size=7, alpha=0.9)
output_file(sys.argv[2], mode='inline')
save(plot, resources=INLINE, title='points')";

/// A call of the browser's protocol in plain JSON.
macro_rules! call {
    ($tab:expr, $name:literal, $($json:tt)+) => {{
        #[derive(Debug, serde::Serialize)]
        #[serde(transparent)]
        struct Call(Value);
        impl Method for Call {
            const NAME: &'static str = $name;
            type ReturnObject = Value;
        }
        $tab.call_method(Call(json!($($json)+))).unwrap()
    }};
}

/// A cloud of points, as CSV.
fn points(rows: usize, file: &Path) {
    let mut table = String::from("x,y\n");
    let mut state = 1_u64;
    let mut share = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1 << 24)
    };
    for _ in 0..rows {
        let [x, y] = [0, 1].map(|_| share() + share() + share());
        writeln!(table, "{x:.4},{y:.4}").unwrap();
    }
    std::fs::write(file, table).unwrap();
}

fn ask(tab: &Tab, code: &str) -> f64 {
    let answer = call!(tab, "Runtime.evaluate", { "expression": code, "returnByValue": true });
    answer["result"]["value"].as_f64().unwrap_or(-1.0)
}

/// Open a page; milliseconds until its picture was finished: nothing was drawn for a second after.
fn start(tab: &Tab, page: &Path) -> f64 {
    call!(tab, "Page.navigate", { "url": format!("file://{}", page.display()) });
    let begun = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let quiet = ask(tab, "window.drawn?.last ? performance.now() - drawn.last : -1");
        if quiet > 1000.0 {
            return ask(tab, "drawn.last");
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{} is never drawn", page.display());
    }
}

/// Drawn frames a second while the pointer drags the picture about.
fn pan(tab: &Tab) -> f64 {
    let mouse = |kind: &str, x: f64, buttons: u32| {
        call!(tab, "Input.dispatchMouseEvent", {
            "type": kind, "x": x, "y": 300, "button": "left", "buttons": buttons, "clickCount": 1,
        })
    };
    mouse("mouseMoved", 400.0, 0);
    mouse("mousePressed", 400.0, 1);
    mouse("mouseMoved", 410.0, 1);
    let (first, begun) = (ask(tab, "drawn.frames"), Instant::now());
    while begun.elapsed() < PAN {
        mouse("mouseMoved", 400.0 + 80.0 * (begun.elapsed().as_secs_f64() * 3.0).sin(), 1);
    }
    let frames = (ask(tab, "drawn.frames") - first) / begun.elapsed().as_secs_f64();
    mouse("mouseReleased", 400.0, 0);
    frames
}

/// The pages of both, where they can be made.
fn pages(rows: usize, dir: &Path) -> Vec<(&'static str, std::path::PathBuf)> {
    let file = dir.join(format!("{rows}.csv"));
    points(rows, &file);
    let page = |name: &str| dir.join(format!("{name}-{rows}.html"));
    let made = Command::new(env!("CARGO_BIN_EXE_vizcli"))
        .args(["scatter", "-x", "x", "-y", "y", "--rasterize", "never", "-q", "-o"])
        .args([page("vizcli"), file.clone()])
        .status();
    assert!(made.is_ok_and(|status| status.success()), "vizcli failed");
    let mut pages = vec![("vizcli", page("vizcli"))];
    let python = std::env::var_os("BOKEH_PYTHON").unwrap_or_else(|| "python3".into());
    let made = Command::new(python).args(["-c", BOKEH]).args([file, page("bokeh")]).output();
    if made.is_ok_and(|output| output.status.success()) {
        pages.push(("bokeh", page("bokeh")));
    }
    pages
}

fn main() {
    // `cargo test --benches` asks whether it runs at all.
    let Ok(path) = default_executable() else {
        println!("no Chromium");
        return;
    };
    let options = LaunchOptions {
        path: Some(path),
        sandbox: std::env::var_os("HOME").is_none_or(|home| home != "/root"),
        args: vec![OsStr::new("--hide-scrollbars")],
        idle_browser_timeout: Duration::from_secs(120),
        ..LaunchOptions::default()
    };
    let browser = Browser::new(options).unwrap();
    // The connection waits up to a tenth of a second for words of the browser before it sends the
    // next call: this tab says something all the time.
    let talker = browser.new_tab().unwrap();
    talker.enable_runtime().unwrap();
    talker.evaluate("setInterval(() => console.debug(0), 4)", false).unwrap();
    let dir = tempfile::tempdir().unwrap();
    println!("{:>8} {:8} {:>10} {:>10} {:>8}", "points", "page", "bytes", "start ms", "frames/s");
    for rows in [1_000, 100_000] {
        for (name, page) in pages(rows, dir.path()) {
            let tab = browser.new_tab().unwrap();
            call!(tab, "Emulation.setFocusEmulationEnabled", { "enabled": true });
            call!(tab, "Emulation.setDeviceMetricsOverride", {
                "width": 900, "height": 800, "deviceScaleFactor": 1, "mobile": false,
            });
            call!(tab, "Page.addScriptToEvaluateOnNewDocument", { "source": WATCH });
            let mut starts: Vec<f64> = (0..ROUNDS).map(|_| start(&tab, &page)).collect();
            starts.sort_by(f64::total_cmp);
            let (median, frames) = (starts[ROUNDS / 2], pan(&tab));
            let bytes = page.metadata().unwrap().len();
            println!("{rows:>8} {name:8} {bytes:>10} {median:>10.0} {frames:>8.1}");
            tab.close_target().ok();
        }
    }
}
