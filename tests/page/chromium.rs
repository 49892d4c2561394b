//! One Chromium for all tests: started by the first, stopped after the last.

use std::ffi::OsStr;
use std::io::Write as _;
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};
use std::time::Duration;

use headless_chrome::browser::default_executable;
use headless_chrome::{Browser, LaunchOptions, Tab};

/// The browser that some test has now.
static SHARED: Mutex<Weak<Chromium>> = Mutex::new(Weak::new());

/// That there is none is said once.
static SAID: Once = Once::new();

/// Flags for pictures that are the same on every machine.
const FLAGS: [&str; 5] = [
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--hide-scrollbars",
    "--no-default-browser-check",
    "--force-device-scale-factor=1",
];

/// The browser, and a tab that says something all the time: the connection waits up to a tenth of
/// a second for words of the browser before it sends the next call.
pub(crate) struct Chromium {
    pub(crate) browser: Browser,
    _talker: Arc<Tab>,
}

impl Chromium {
    fn new(options: LaunchOptions<'_>) -> Self {
        let browser = Browser::new(options).unwrap();
        let talker = browser.new_tab().unwrap();
        talker.enable_runtime().unwrap();
        talker.evaluate("setInterval(() => console.debug(0), 4)", false).unwrap();
        Self { browser, _talker: talker }
    }
}

/// The browser, or `None` where there is none, which is said. With `VIZCLI_NEEDS_BROWSER` that is
/// a failure.
pub(crate) fn browser() -> Option<Arc<Chromium>> {
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(browser) = shared.upgrade() {
        return Some(browser);
    }
    let path = match default_executable() {
        Ok(path) => path,
        Err(why) => {
            assert!(std::env::var_os("VIZCLI_NEEDS_BROWSER").is_none(), "no browser: {why}");
            SAID.call_once(|| {
                // Not `eprintln!`, which is kept from those who run the tests.
                let _ =
                    writeln!(std::io::stderr(), "skipped, for want of Chromium: tests of pages");
            });
            return None;
        }
    };
    let options = LaunchOptions {
        path: Some(path),
        sandbox: !is_root(),
        args: FLAGS.map(OsStr::new).to_vec(),
        idle_browser_timeout: Duration::from_secs(60),
        ..LaunchOptions::default()
    };
    let browser = Arc::new(Chromium::new(options));
    *shared = Arc::downgrade(&browser);
    Some(browser)
}

/// Chromium's sandbox does not run as root.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    tempfile::tempdir().unwrap().path().metadata().unwrap().uid() == 0
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
