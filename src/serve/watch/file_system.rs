//! Which file systems do not tell of changes.
//!
//! A folder that lies on another machine, or that a program makes up, changes without this system
//! knowing. To watch it succeeds, and then nothing is ever told.

use std::path::Path;

/// The kind of file system that `path` lies on, if that is one which may change unseen.
#[cfg(target_os = "linux")]
pub(super) fn silent(path: &Path) -> Option<&'static str> {
    let found = rustix::fs::statfs(path).ok()?;
    // The type of the field differs from processor to processor; its numbers have 32 bits.
    name(found.f_type as u32)
}

/// Elsewhere nothing is known of file systems; `--poll` remains.
#[cfg(not(target_os = "linux"))]
pub(super) fn silent(_: &Path) -> Option<&'static str> {
    None
}

/// The numbers of statfs(2) and of the Linux kernel's `include/uapi/linux/magic.h`; some of modules
/// that are not part of it.
#[cfg(target_os = "linux")]
const SILENT: [(u32, &str); 18] = [
    (0x0102_1997, "9p"),
    (0x6573_5546, "FUSE"),
    (0x6969, "NFS"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x517b, "SMB"),
    (0x786f_4256, "vboxsf"),
    (0xbacb_acbc, "VMware's shared folders"),
    (0x7c7c_6673, "Parallels' shared folders"),
    (0x5346_4846, "drvfs"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x00c3_6400, "Ceph"),
    (0x7375_7245, "Coda"),
    (0x564c, "NCP"),
    (0x0bd0_0bd0, "Lustre"),
    (0x0116_1970, "GFS2"),
    (0x7461_636f, "OCFS2"),
];

#[cfg(target_os = "linux")]
fn name(number: u32) -> Option<&'static str> {
    let found = SILENT.iter().find(|(silent, _)| *silent == number);
    found.map(|(_, name)| *name)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::name;

    #[test]
    fn only_file_systems_that_change_unseen_are_silent() {
        for (number, expected) in [
            (0x0102_1997, Some("9p")),
            (0x6969, Some("NFS")),
            (0xff53_4d42, Some("CIFS")),
            // ext4, tmpfs, btrfs, XFS, overlayfs.
            (0xef53, None),
            (0x0102_1994, None),
            (0x9123_683e, None),
            (0x5846_5342, None),
            (0x794c_7630, None),
        ] {
            assert_eq!(name(number), expected, "{number:x}");
        }
    }
}
