//! A plot from a file, in one command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(vizcli::cli::run(std::env::args_os().skip(1)))
}
