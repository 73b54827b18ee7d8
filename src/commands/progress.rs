//! A progress bar for work that takes more than half a second.
//!
//! Takes a label and the number of steps, and draws on standard error if that is a terminal. Work
//! that is done sooner, and work whose errors go to a file, shows nothing. Colours obey `NO_COLOR`.

use std::borrow::Cow;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work must take before a bar is worth the flicker.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar is drawn anew, whether or not a step was done.
const TICK: Duration = Duration::from_millis(100);

/// A bar that goes forward with [`Progress::advance`] and is cleared when it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    appearance: Option<Appearance>,
}

/// The thread that waits to show the bar. It stops waiting when `work` is dropped.
#[derive(Debug)]
struct Appearance {
    work: Sender<()>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// Begins to watch work of `total` steps, or of a number not known beforehand.
    pub(super) fn start(label: impl Into<Cow<'static, str>>, total: Option<u64>) -> Self {
        Self::start_on(ProgressDrawTarget::stderr(), PATIENCE, label, total)
    }

    /// Says that one more step is done. Any number of threads may call it as often as they like.
    pub(super) fn advance(&self) {
        self.bar.inc(1);
    }

    fn start_on(
        target: ProgressDrawTarget,
        timeout: Duration,
        label: impl Into<Cow<'static, str>>,
        total: Option<u64>,
    ) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        bar.set_prefix(label);
        let appearance = (!target.is_hidden()).then(|| {
            let (work, done) = channel();
            let bar = bar.clone();
            // Without a thread to spare the work goes on without a bar.
            let thread = Builder::new().spawn(move || {
                if done.recv_timeout(timeout) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                show(&bar, target);
                while done.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                    bar.tick();
                }
            });
            Some(Appearance {
                work,
                thread: thread.ok()?,
            })
        });
        Self {
            bar,
            appearance: appearance.flatten(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(Appearance { work, thread }) = self.appearance.take() {
            drop(work);
            // A bar that could not be shown is no reason to fail the work.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

fn show(bar: &ProgressBar, target: ProgressDrawTarget) {
    let template = match bar.length() {
        Some(_) => "{prefix} [{bar:30.cyan}] {pos}/{len}",
        None => "{spinner:.cyan} {prefix} {pos}",
    };
    // The target goes first: colours depend on whether it is standard error.
    bar.set_draw_target(target);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.tick();
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};
    use std::thread::{scope, sleep};
    use std::time::{Duration, Instant};

    use indicatif::{ProgressDrawTarget, TermLike};

    use super::{PATIENCE, Progress};

    const SOON: Duration = Duration::from_millis(1);

    #[test]
    fn long_work_shows_its_bar_and_clears_it() {
        let terminal = Terminal::default();
        let progress = Progress::start_on(terminal.target(), SOON, "Rendering", Some(4));
        progress.advance();
        wait_until(|| terminal.holds("Rendering [") && terminal.holds("1/4"));
        drop(progress);
        assert_eq!(terminal.written().last().map(String::as_str), Some(CLEARED));
    }

    #[test]
    fn work_without_a_known_end_shows_a_count() {
        let terminal = Terminal::default();
        let progress = Progress::start_on(terminal.target(), SOON, "Reading", None);
        progress.advance();
        wait_until(|| terminal.holds("Reading 1"));
    }

    #[test]
    fn short_work_shows_nothing() {
        let terminal = Terminal::default();
        let progress = Progress::start_on(terminal.target(), PATIENCE, "Rendering", Some(1));
        progress.advance();
        drop(progress);
        sleep(Duration::from_millis(20));
        assert_eq!(terminal.written(), [""; 0]);
    }

    #[test]
    fn where_there_is_no_terminal_nothing_waits() {
        let target = ProgressDrawTarget::hidden();
        let progress = Progress::start_on(target, SOON, "Rendering", None);
        assert!(progress.appearance.is_none());
    }

    #[test]
    fn many_threads_may_advance_it_at_once() {
        let terminal = Terminal::default();
        let progress = Progress::start_on(terminal.target(), SOON, "Rendering", Some(15_000));
        let start = Instant::now();
        scope(|threads| {
            for _ in 0..10 {
                threads.spawn(|| (0..1_500).for_each(|_| progress.advance()));
            }
        });
        assert!(start.elapsed() < Duration::from_secs(2));
        assert_eq!(progress.bar.position(), 15_000);
    }

    fn wait_until(shown: impl Fn() -> bool) {
        let start = Instant::now();
        while !shown() {
            assert!(start.elapsed() < Duration::from_secs(10), "nothing shown");
            sleep(SOON);
        }
    }

    const CLEARED: &str = "<cleared>";

    /// Keeps what is written to it.
    #[derive(Debug, Default, Clone)]
    struct Terminal(Arc<Mutex<Vec<String>>>);

    impl Terminal {
        fn target(&self) -> ProgressDrawTarget {
            ProgressDrawTarget::term_like(Box::new(self.clone()))
        }

        fn written(&self) -> Vec<String> {
            self.0.lock().unwrap().clone()
        }

        fn holds(&self, text: &str) -> bool {
            self.written().iter().any(|written| written.contains(text))
        }

        fn keep(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push(text.to_owned());
            Ok(())
        }
    }

    impl TermLike for Terminal {
        fn width(&self) -> u16 {
            80
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.keep(text)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.keep(text)
        }

        fn clear_line(&self) -> io::Result<()> {
            self.keep(CLEARED)
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }
}
