//! What a site says about itself as a whole: `panelpress.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::RuleSetting;

/// The settings of a site. Every key is optional: a folder of papers needs none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The site's title.
    pub title: String,
    /// Where the site will stand, with scheme and without a final slash: "https://example.org/panel". Links, feeds and the
    /// sitemap are made from it.
    pub base_url: String,
    /// One or two sentences on what the site holds.
    pub description: String,
    /// Who publishes it, in words.
    pub publisher: Option<String>,
    /// The main language, as a BCP 47 tag: "en-GB", "cy".
    pub language: String,
    /// The theme's folder under `themes/`; "default" is built in.
    pub theme: String,
    /// The law that applies, by the name of a profile: "england", "wales".
    pub profile: String,
    /// The folder the site is written to, from the site's folder.
    pub output: String,
    /// How readers reach the publisher.
    pub contact: Contact,
    /// Levels of rules by name: "error", "warning", "advice", or "off".
    pub rules: BTreeMap<String, RuleSetting>,
    /// Where the information stands that an elected local policing body must publish, by the paragraph of the profile ("1",
    /// "3(a)-(e)"): paths of papers from the content folder, or web addresses.
    pub specified_information: BTreeMap<String, Vec<String>>,
    /// Values for the theme: whatever its own templates ask for.
    pub theme_options: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Meetings and papers".to_owned(),
            base_url: String::new(),
            description: String::new(),
            publisher: None,
            language: "en-GB".to_owned(),
            theme: "default".to_owned(),
            profile: "england".to_owned(),
            output: "public".to_owned(),
            contact: Contact::default(),
            rules: BTreeMap::new(),
            specified_information: BTreeMap::new(),
            theme_options: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// The path of `base_url`, without a final slash: "/panel" for "https://example.org/panel", empty for none.
    pub fn base_path(&self) -> &str {
        let rest = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or("", |slash| rest[slash..].trim_end_matches('/'))
    }
}

/// How readers reach the publisher.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// An office, not a person: the site may outlive a post-holder.
    pub name: Option<String>,
    /// An e-mail address that the public may use.
    pub email: Option<String>,
    /// A telephone number that the public may use.
    pub telephone: Option<String>,
    /// A postal address, its lines separated by commas.
    pub address: Option<String>,
}
