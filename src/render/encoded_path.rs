//! Paths of the output as templates get them: as they stand in addresses.

use serde::{Serialize, Serializer};

use crate::document::address;

pub(crate) fn encoded<S: Serializer>(path: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&address::encode(path))
}

pub(crate) fn encoded_if_any<S: Serializer>(
    path: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    path.as_deref().map(address::encode).serialize(serializer)
}
