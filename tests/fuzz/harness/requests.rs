//! A preview that is sent whatever bytes there are.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use groundwork::engine::Options;
use groundwork::serve::{self, Preview, Settings};
use tempfile::TempDir;

use super::Trial;
use super::laws::SECRET;

/// How long an answer may take; then there will be none.
const LONGEST: Duration = Duration::from_secs(20);

/// How long to wait for the rest of an answer to what may be half a request.
const SHORT: Duration = Duration::from_millis(60);

/// A preview of a small project, beside which are files that are nobody's business.
pub(super) struct Server {
    _folder: TempDir,
    _preview: Preview,
    address: SocketAddr,
}

impl Server {
    pub(super) fn start() -> Self {
        let folder = TempDir::new().expect("there is room");
        let root = folder.path().join("project");
        let files = [
            ("outside.txt", "zqx outside"),
            ("project/.env", "zqx key"),
            ("project/site.toml", "title = \"Test\"\n# zqx setting\n"),
            (
                "project/content/other.md",
                "+++\ntitle = \"Other\"\n+++\n\nWhat all may read. <!-- zqx -->\n",
            ),
            (
                "project/content/draft.md",
                "+++\ntitle = \"Zqx\"\ndraft = true\n+++\n",
            ),
        ];
        for (path, text) in files {
            write(&folder.path().join(path), text);
        }
        let settings = Settings {
            options: Options::default(),
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            polls: false,
            editor: None,
        };
        let root = root.canonicalize().expect("it is there");
        let preview = serve::start(&root, settings, &mut |_| ()).expect("a port is free");
        Server {
            address: preview.address,
            _preview: preview,
            _folder: folder,
        }
    }

    pub(super) fn attempt(&self, input: &str) -> Trial {
        // Each port is another's.
        let request = input.replace("Host: localhost", &format!("Host: {}", self.address));
        let answer = self.send(&request, SHORT);
        let text = String::from_utf8_lossy(&answer).into_owned();
        let status = text.split(' ').nth(1).unwrap_or_default();
        let mut broken = None;
        if !answer.is_empty() && !text.starts_with("HTTP/1.") {
            broken = Some("an answer is none of HTTP".to_owned());
        } else if text.to_lowercase().contains(SECRET) {
            broken = Some(format!("it tells what is held back: {text}"));
        } else if !self.is_well() {
            broken = Some("a good request is not answered".to_owned());
        }
        Trial {
            signature: status.parse().unwrap_or_default(),
            broken,
        }
    }

    fn is_well(&self) -> bool {
        let good = format!(
            "GET /other.html HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        let answer = self.send(&good, LONGEST);
        String::from_utf8_lossy(&answer).contains("What all may read")
    }

    /// What is answered to these bytes until the connection is closed, or nothing comes any more.
    fn send(&self, request: &str, longest: Duration) -> Vec<u8> {
        let mut answer = Vec::new();
        let Ok(mut stream) = TcpStream::connect_timeout(&self.address, LONGEST) else {
            return answer;
        };
        // A server that has heard enough closes, so that neither writing nor reading need succeed.
        let _ = stream.set_read_timeout(Some(longest));
        let _ = stream.set_write_timeout(Some(longest));
        let _ = stream.write_all(request.as_bytes());
        if longest == SHORT {
            let _ = stream.shutdown(Shutdown::Write);
        }
        let _ = stream.read_to_end(&mut answer);
        answer
    }
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("it is in a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .expect("there is room");
}
