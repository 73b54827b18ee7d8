//! The writer's editor, which links in the preview open.

use serde_json::Value;

use super::{NEVER, Preview, project};
use crate::project::{Project, Ran};

fn settings(editor: &str) -> String {
    format!("title = \"Test\"\n[preview]\neditor = \"{editor}\"\n")
}

/// A project with a dead link in the fourth line of `content/apples.md`.
fn broken(editor: &str) -> Project {
    let project = project();
    project.write("site.toml", settings(editor));
    project.write(
        "content/apples.md",
        "+++\ntitle = \"Apples\"\n+++\nSee [[nowhere]].\n",
    );
    project
}

/// What the page that shows apples is told at once.
fn told(preview: &Preview) -> Value {
    let messages = preview.listen("/apples.html");
    let message = messages.recv_timeout(NEVER).expect("it is told at once");
    serde_json::from_str(&message).expect("it is JSON")
}

fn finding<'a>(message: &'a Value, rule: &str) -> &'a Value {
    let findings = message["findings"].as_array().expect("it is a list");
    let found = findings.iter().find(|finding| finding["rule"] == rule);
    found.unwrap_or_else(|| panic!("no {rule} in {message}"))
}

/// What opens the first block of apples.
fn origin(preview: &Preview) -> Value {
    let answer = preview.get("/.preview/origins?page=/apples.html").text();
    let origins: Value = serde_json::from_str(&answer).expect("it is JSON");
    origins["origins"][0]["open"].clone()
}

#[test]
fn the_editor_of_site_toml_opens_findings_and_origins() {
    let project = broken("edit://open?file={path}&at={line},{column}");
    let preview = Preview::of(&project, &["--port", "0"]);
    let root = project.root();
    let open = |at: &str| {
        format!(
            "edit://open?file={}/content/apples.md&at={at}",
            root.display()
        )
    };
    let message = told(&preview);
    assert_eq!(
        finding(&message, "dead-link")["place"]["open"],
        open("4,7"),
        "{message}"
    );
    assert_eq!(origin(&preview), open("4,1"));
    assert_eq!(message["page"]["origin"]["open"], open("1,1"));
}

#[test]
fn a_bad_editor_of_site_toml_is_a_finding_and_opens_nothing_until_it_is_mended() {
    for bad in ["edit://open?line={line}", "javascript:alert('{path}')"] {
        let project = broken(bad);
        let preview = Preview::of(&project, &["--port", "0"]);
        let message = told(&preview);
        let place = &finding(&message, "invalid-setting")["place"];
        assert_eq!(place["path"], "site.toml", "{message}");
        assert_eq!(place["line"], 3, "{message}");
        let place = &finding(&message, "dead-link")["place"];
        assert!(place["open"].is_null(), "{message}");
        assert!(origin(&preview).is_null());

        let messages = preview.listen("/apples.html");
        project.write("site.toml", settings("edit://open{path}"));
        let opens = |message: String| message.contains("\"open\":\"edit://open/");
        while !opens(messages.recv_timeout(NEVER).expect("it is told")) {}
    }
}

#[test]
fn an_editor_for_one_run_goes_before_that_of_site_toml() {
    let project = broken("site://{path}");
    for (variable, args, expected) in [
        (None, &[][..], "site:"),
        (Some(""), &[], "site:"),
        (Some("variable://{path}"), &[], "variable:"),
        (None, &["--editor", "option://{path}"], "option:"),
        (
            Some("variable://{path}"),
            &["--editor", "option://{path}"],
            "option:",
        ),
    ] {
        let mut command = project.command(&["serve", "--port", "0"]);
        command.args(args);
        command.envs(variable.map(|value| ("GROUNDWORK_EDITOR", value)));
        let preview = Preview::started(&mut command);
        let open = origin(&preview);
        let opens = open.as_str().is_some_and(|open| open.starts_with(expected));
        assert!(opens, "{variable:?} {args:?} give {open}");
    }
}

#[test]
fn a_bad_editor_for_one_run_stops_it() {
    let project = project();
    for (bad, fault) in [
        (
            "edit://open?line={line}",
            "does not say where the path goes",
        ),
        ("javascript:alert('{path}')", "opens no editor"),
    ] {
        // No machine has this address, so it ends in any case.
        let mut command = project.command(&["serve", "--host", "203.0.113.1"]);
        let ran = Ran::of(command.env("GROUNDWORK_EDITOR", bad));
        ran.ends(2).says(fault).says("vscode://file/{path}:{line}");
    }
}
