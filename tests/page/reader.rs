//! A reader of a page: opens it, moves, presses, looks. Inputs are those of a real device, sent
//! through the browser; places are in pixels of the window.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use headless_chrome::Tab;
use headless_chrome::protocol::cdp::types::{Event, Method};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::chromium::{Chromium, browser};
pub(crate) use super::device::{DESK, Device};
use super::pixels::Pixels;
use crate::run;

/// A call of the browser's protocol, in plain JSON: any version of the browser understands it.
macro_rules! call {
    ($tab:expr, $name:literal, $($json:tt)+) => {{
        #[derive(Debug, serde::Serialize)]
        #[serde(transparent)]
        struct Call(Value);
        impl Method for Call {
            const NAME: &'static str = $name;
            type ReturnObject = Value;
        }
        let answer = $tab.call_method(Call(json!($($json)+)));
        answer.unwrap_or_else(|why| panic!("{}: {why}", $name))
    }};
}

/// Modifiers of the pointer and the keys.
pub(crate) const SHIFT: u32 = 8;

pub(crate) type Place = [f64; 2];

/// An open page.
pub(crate) struct Reader {
    tab: Arc<Tab>,
    dir: TempDir,
    said: Arc<Mutex<Vec<String>>>,
    // After the tab: the last reader closes it.
    _browser: Arc<Chromium>,
}

/// Open the page that `vizcli` makes of these words, and look at it. Without a browser, nothing.
pub(crate) fn see(words: &str, test: impl FnOnce(&Reader)) {
    see_on(DESK, words, test);
}

/// As [`see`], on this device.
pub(crate) fn see_on(device: Device, words: &str, test: impl FnOnce(&Reader)) {
    see_words(device, run::words(words), test);
}

/// As [`see_on`], of words that are split already.
pub(crate) fn see_words(device: Device, mut words: Vec<String>, test: impl FnOnce(&Reader)) {
    let Some(browser) = browser() else { return };
    let dir = tempfile::tempdir().unwrap();
    let page = dir.path().join("page.html");
    words.extend(["-q".into(), "-o".into(), page.display().to_string()]);
    run::stdout_of(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let reader = Reader::new(browser, dir, device);
    reader.go(&page.display().to_string(), device.scripts);
    test(&reader);
    reader.leave();
}

/// A tab without a page.
pub(crate) fn blank(test: impl FnOnce(&Reader)) {
    let Some(browser) = browser() else { return };
    let reader = Reader::new(browser, tempfile::tempdir().unwrap(), DESK);
    test(&reader);
    reader.leave();
}

impl Reader {
    fn new(chromium: Arc<Chromium>, dir: TempDir, device: Device) -> Self {
        let tab = if device.apart {
            // A context has a window and a folder of downloads of its own, and is slow.
            chromium.browser.new_context().unwrap().new_tab().unwrap()
        } else {
            chromium.browser.new_tab().unwrap()
        };
        let said = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&said);
        tab.add_event_listener(Arc::new(move |event: &Event| {
            let words = match event {
                Event::RuntimeExceptionThrown(thrown) => {
                    format!("exception: {:?}", thrown.params.exception_details)
                }
                Event::LogEntryAdded(log) => format!("log: {}", log.params.entry.text),
                Event::PageJavascriptDialogOpening(dialog) => {
                    format!("dialog: {}", dialog.params.message)
                }
                _ => return,
            };
            ears.lock().unwrap().push(words);
        }))
        .unwrap();
        let Device { width, height, ratio, dark, touch, scripts, apart } = device;
        let scheme = if dark { "dark" } else { "light" };
        call!(tab, "Runtime.enable", {});
        call!(tab, "Log.enable", {});
        call!(tab, "Emulation.setFocusEmulationEnabled", { "enabled": true });
        call!(tab, "Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": false,
        });
        call!(tab, "Emulation.setEmulatedMedia", {
            "features": [{ "name": "prefers-color-scheme", "value": scheme }],
        });
        if touch {
            call!(tab, "Emulation.setTouchEmulationEnabled", { "enabled": true, "maxTouchPoints": 2 });
        }
        if !scripts {
            call!(tab, "Emulation.setScriptExecutionDisabled", { "value": true });
        }
        let probe = include_str!("probe.js");
        call!(tab, "Page.addScriptToEvaluateOnNewDocument", { "source": probe });
        if apart {
            let folder = dir.path().display().to_string();
            call!(tab, "Page.setDownloadBehavior", { "behavior": "allow", "downloadPath": folder });
        }
        Self { tab, dir, said, _browser: chromium }
    }

    /// Open a file, and wait until it can be used.
    fn go(&self, path: &str, scripts: bool) {
        call!(self.tab, "Page.navigate", { "url": format!("file://{path}") });
        let ready = if scripts {
            "!!document.querySelector('figure.live')"
        } else {
            "location.protocol === 'file:' && document.readyState === 'complete'"
        };
        self.wait(ready);
        if scripts {
            self.frames();
        }
    }

    /// Ask the page; what it throws fails the test.
    pub(crate) fn ask(&self, code: &str) -> Value {
        let answer = call!(self.tab, "Runtime.evaluate", {
            "expression": code, "returnByValue": true, "awaitPromise": true, "userGesture": true,
        });
        if let Some(thrown) = answer.get("exceptionDetails") {
            panic!("{code}: {thrown}");
        }
        answer["result"]["value"].clone()
    }

    pub(crate) fn words(&self, code: &str) -> String {
        self.ask(code).as_str().unwrap_or_else(|| panic!("{code} is no text")).to_owned()
    }

    pub(crate) fn number(&self, code: &str) -> f64 {
        self.ask(code).as_f64().unwrap_or_else(|| panic!("{code} is no number"))
    }

    pub(crate) fn list(&self, code: &str) -> Vec<String> {
        let Value::Array(all) = self.ask(code) else { panic!("{code} is no list") };
        all.iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Wait until something is true of the page.
    pub(crate) fn wait(&self, code: &str) {
        let start = Instant::now();
        while self.ask(code) != json!(true) {
            let faults = self.faults();
            assert!(start.elapsed() < Duration::from_secs(15), "never: {code}; {faults:?}");
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    /// Wait until what happened is drawn.
    pub(crate) fn frames(&self) {
        self.ask(
            "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(1))))",
        );
    }

    /// The tick labels of a panel on a side: `h`, `v` or `right`.
    pub(crate) fn ticks(&self, side: &str, panel: usize) -> Vec<String> {
        self.list(&format!("probe.ticks('{side}', {panel})"))
    }

    /// What the tooltip says, `name: value; name: value`.
    pub(crate) fn tip(&self) -> String {
        self.frames();
        self.words("probe.tip()")
    }

    pub(crate) fn place(&self, code: &str) -> Place {
        let answer = self.ask(code);
        let at =
            |i: usize| answer[i].as_f64().unwrap_or_else(|| panic!("{code} is no place: {answer}"));
        [at(0), at(1)]
    }

    /// A share of a panel's width and height from its upper left corner.
    pub(crate) fn share(&self, panel: usize, x: f64, y: f64) -> Place {
        self.place(&format!("probe.share({panel}, {x}, {y})"))
    }

    /// Where data is in the first view; words in quotes.
    pub(crate) fn data(&self, panel: usize, x: &str, y: &str) -> Place {
        self.place(&format!("probe.data({panel}, {x}, {y})"))
    }

    fn mouse(&self, kind: &str, [x, y]: Place, more: &Value) {
        let mut event = json!({ "type": kind, "x": x, "y": y, "pointerType": "mouse" });
        let fields = event.as_object_mut().unwrap();
        fields.extend(more.as_object().unwrap().clone());
        call!(self.tab, "Input.dispatchMouseEvent", event);
    }

    pub(crate) fn hover(&self, at: Place) {
        self.mouse("mouseMoved", at, &json!({}));
        self.frames();
    }

    /// Press the left button and let it go so many times.
    pub(crate) fn clicks(&self, at: Place, modifiers: u32, times: u32) {
        self.mouse("mouseMoved", at, &json!({}));
        for count in 1..=times {
            for (kind, buttons) in [("mousePressed", 1), ("mouseReleased", 0)] {
                let more = json!({
                    "button": "left", "buttons": buttons, "clickCount": count, "modifiers": modifiers,
                });
                self.mouse(kind, at, &more);
            }
        }
        self.frames();
    }

    pub(crate) fn click(&self, at: Place) {
        self.clicks(at, 0, 1);
    }

    /// Drag along places.
    pub(crate) fn drag(&self, along: &[Place], modifiers: u32) {
        self.hold(along, modifiers);
        let loose = json!({ "button": "left", "clickCount": 1, "modifiers": modifiers });
        self.mouse("mouseReleased", along[along.len() - 1], &loose);
        self.frames();
    }

    /// Drag along places, and do not let go.
    pub(crate) fn hold(&self, along: &[Place], modifiers: u32) {
        let held = json!({
            "button": "left", "buttons": 1, "clickCount": 1, "modifiers": modifiers,
        });
        self.mouse("mouseMoved", along[0], &json!({}));
        self.mouse("mousePressed", along[0], &held);
        for pair in along.windows(2) {
            for step in 1..=3 {
                let t = f64::from(step) / 3.0;
                let at = [0, 1].map(|k| pair[0][k] + (pair[1][k] - pair[0][k]) * t);
                self.mouse("mouseMoved", at, &held);
            }
        }
        self.frames();
    }

    /// Turn the wheel; up, which is negative, comes nearer.
    pub(crate) fn wheel(&self, at: Place, turned: f64, modifiers: u32) {
        let more = json!({ "deltaX": 0, "deltaY": turned, "modifiers": modifiers });
        self.mouse("mouseWheel", at, &more);
        self.frames();
    }

    /// A key by its name, as `a` or `ArrowLeft`.
    pub(crate) fn key(&self, key: &str) {
        let text = if key.chars().count() == 1 { key } else { "" };
        let named = ["End", "Home", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"];
        let code = match key {
            "Tab" => 9,
            "Escape" => 27,
            _ => named.iter().position(|name| *name == key).map_or(0, |at| at + 35),
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({
                "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code,
            });
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = json!(text);
            }
            call!(self.tab, "Input.dispatchKeyEvent", event);
        }
        self.frames();
    }

    /// Fingers at these places now; none: all are lifted.
    pub(crate) fn touch(&self, kind: &str, fingers: &[Place]) {
        let points: Vec<Value> = fingers
            .iter()
            .enumerate()
            .map(|(id, [x, y])| json!({ "x": x, "y": y, "id": id }))
            .collect();
        call!(self.tab, "Input.dispatchTouchEvent", { "type": kind, "touchPoints": points });
    }

    /// Press the tool whose name starts so.
    pub(crate) fn press(&self, name: &str) {
        self.click(self.place(&format!("probe.middle('button[aria-label^=\"{name}\"]')")));
    }

    /// What is seen of an element.
    pub(crate) fn shot(&self, selector: &str) -> Pixels {
        let bounds = self.ask(&format!(
            "(({{x, y, width, height}}) => ({{x, y, width, height, scale: 1}}))\
             (document.querySelector('{selector}').getBoundingClientRect())"
        ));
        let answer = call!(self.tab, "Page.captureScreenshot", { "format": "png", "clip": bounds });
        Pixels::read(&bytes(&answer))
    }

    /// The file that the page saves with this extension.
    pub(crate) fn saved(&self, extension: &str) -> (String, Vec<u8>) {
        let start = Instant::now();
        loop {
            let files = std::fs::read_dir(self.dir.path()).unwrap();
            let mut paths = files.map(|file| file.unwrap().path());
            let found = paths.find(|path| path.extension().is_some_and(|e| e == extension));
            if let Some(path) = found.filter(|path| path.metadata().is_ok_and(|m| m.len() > 0)) {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                return (name, std::fs::read(path).unwrap());
            }
            assert!(start.elapsed() < Duration::from_secs(10), "no {extension} was saved");
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    /// Wear another setting of the system, or of paper.
    pub(crate) fn media(&self, media: &str, scheme: &str) {
        call!(self.tab, "Emulation.setEmulatedMedia", {
            "media": media, "features": [{ "name": "prefers-color-scheme", "value": scheme }],
        });
        self.frames();
    }

    /// Make the window another size.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        call!(self.tab, "Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.frames();
        self.frames();
    }

    /// The page on paper, as PDF.
    pub(crate) fn paper(&self) -> Vec<u8> {
        bytes(&call!(self.tab, "Page.printToPDF", { "printBackground": true }))
    }

    /// The page itself.
    pub(crate) fn file(&self) -> PathBuf {
        self.dir.path().join("page.html")
    }

    /// What went wrong in the page so far.
    fn faults(&self) -> Vec<String> {
        let seen = self.ask("typeof probe === 'object' ? probe.faults : []");
        let mut faults: Vec<String> = self.said.lock().unwrap().clone();
        faults.extend(seen.as_array().into_iter().flatten().map(ToString::to_string));
        faults
    }

    /// Leave a page in which nothing went wrong.
    fn leave(&self) {
        let faults = self.faults();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// What the browser answers in base 64.
fn bytes(answer: &Value) -> Vec<u8> {
    STANDARD.decode(answer["data"].as_str().unwrap()).unwrap()
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.tab.close_target().ok();
    }
}
