//! Pages and scripts that are made from the tables: man pages, completion, the gallery, the spec's
//! schema.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Command;

use super::{command, complete, gallery, parse};
use crate::error::{Error, Result};
use crate::kind::{self, Kind};
use crate::spec::Figure;

/// `vizcli man DIR`: write everything that is generated below a folder.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let matches = parse("man", words)?;
    let folder = matches.get_one::<String>("DIR").map_or(".", String::as_str);
    for (name, text) in generated()? {
        let path = Path::new(folder).join(name);
        let failed = |error| Error::cannot_write(&path.display().to_string(), error);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        fs::write(&path, text).map_err(failed)?;
    }
    Ok(())
}

/// Every generated file of the repository: its path, and what it holds.
pub fn generated() -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut root = command::root();
    root.build();
    for command in root.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = format!("vizcli-{}", command.get_name());
        files.insert(format!("man/{name}.1"), page(command.clone().name(name))?);
    }
    for kind in kind::KINDS.iter().filter(|kind| kind.annotation().is_none()) {
        files.insert(format!("man/vizcli-{}.1", kind.name()), page(kind_page(*kind))?);
    }
    files.insert("man/vizcli.1".into(), page(root)?);
    for (shell, name) in [
        ("bash", "vizcli.bash"),
        ("zsh", "_vizcli"),
        ("fish", "vizcli.fish"),
        ("powershell", "_vizcli.ps1"),
        ("elvish", "vizcli.elv"),
    ] {
        files.insert(format!("completions/{name}"), complete::script_of(shell).to_owned());
    }
    files.extend(gallery::pages());
    let schema = schemars::schema_for!(Figure);
    let schema = serde_json::to_string_pretty(&schema).map_err(Error::internal)? + "\n";
    files.insert("docs/figure.schema.json".into(), schema);
    Ok(files)
}

fn page(command: Command) -> Result<String> {
    let mut text = Vec::new();
    let command = command.version(env!("CARGO_PKG_VERSION")).disable_version_flag(true);
    let page = clap_mangen::Man::new(command).manual("vizcli manual").date("");
    page.render(&mut text).map_err(Error::internal)?;
    String::from_utf8(text).map_err(Error::internal)
}

/// A kind's own page: guide, options, examples; the flags that all kinds share stand elsewhere.
fn kind_page(kind: &dyn Kind) -> Command {
    let name = kind.name();
    let mine = |flag: &super::flag::Flag| kind.params().iter().any(|p| p.name == flag.name);
    let options = command::plot_flags().into_iter().filter(mine);
    let mut page = Command::new(format!("vizcli-{name}"))
        .about(command::sentence(kind.summary()))
        .disable_help_flag(true)
        .override_usage(format!("vizcli {name} [FILE…] [FLAG…]"))
        .after_long_help(format!(
            "{}\n\nAll other flags are those of vizcli-plot(1).",
            command::kind_help(kind)
        ));
    for flag in options {
        page = page.arg(command::arg(&flag));
    }
    page
}
