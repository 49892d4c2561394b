//! One Chromium for all tests: started by the first, stopped after the last.

use std::ffi::OsStr;
use std::io::Write as _;
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};
use std::time::Duration;

use headless_chrome::browser::default_executable;
use headless_chrome::{Browser, LaunchOptions};

/// The browser that some test has now.
static SHARED: Mutex<Weak<Browser>> = Mutex::new(Weak::new());

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

/// The browser, or `None` where there is none, which is said. With `VIZCLI_NEEDS_BROWSER` that is
/// a failure.
pub(crate) fn browser() -> Option<Arc<Browser>> {
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
    let browser = Arc::new(Browser::new(options).unwrap());
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
