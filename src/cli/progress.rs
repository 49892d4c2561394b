//! A progress bar on a terminal, after half a second.

use std::io::IsTerminal;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::progress::Progress;

/// Work that takes less is not worth a bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Shows long work on standard error, when that is a terminal.
#[derive(Clone)]
pub(crate) struct Bar {
    shown: bool,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    started: Option<Instant>,
    step: String,
    total: Option<u64>,
    done: u64,
    bar: Option<ProgressBar>,
}

impl Bar {
    /// A bar, unless nobody wants to see it.
    pub(crate) fn new(quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        Self { shown, state: Arc::default() }
    }
}

impl Progress for Bar {
    fn start(&self, step: &str, total: Option<u64>) {
        self.finish();
        if let Ok(mut state) = self.state.lock() {
            // The patience counts from the first step: ten short steps are long work too.
            let started = state.started.or_else(|| Some(Instant::now()));
            *state = State { started, step: step.to_owned(), total, done: 0, bar: None };
        }
    }

    fn advance(&self, units: u64) {
        if !self.shown {
            return;
        }
        let Ok(mut state) = self.state.lock() else { return };
        state.done += units;
        if state.bar.is_none() && state.started.is_some_and(|start| start.elapsed() > PATIENCE) {
            state.bar = Some(bar(&state.step, state.total));
        }
        if let Some(bar) = &state.bar {
            bar.set_position(state.done);
        }
    }

    fn finish(&self) {
        if let Ok(mut state) = self.state.lock()
            && let Some(bar) = state.bar.take()
        {
            bar.finish_and_clear();
        }
    }

    fn handle(&self) -> Arc<dyn Progress> {
        Arc::new(self.clone())
    }
}

/// A step that fails does not finish: its bar goes with the last who watch.
impl Drop for State {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

fn bar(step: &str, total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) if step.ends_with("rows") => (
            ProgressBar::new(total),
            "{msg} {wide_bar} {human_pos} of {human_len}, {per_sec}, {eta} left",
        ),
        Some(total) => (ProgressBar::new(total), "{msg} {wide_bar} {percent}% {eta}"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(step.to_owned());
    bar
}
