//! Facts out of the manifest, and the plan out of the facts.

use std::path::PathBuf;

use addin_manifest::template::{self, Fill, Template};
use practice_tenant::PracticeTenant;
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use sso_core::{ClientId, Cloud, GraphPermission, HostPort, OfficeHost};

use super::Input;
use super::progress::Done;
use crate::use_case::edit_manifest::{MANIFEST_LIMIT, refused};
use crate::use_case::plan::{DEFAULT_DOMAIN, scope_id};
use crate::{App, AppError, files};

/// The plan and the manifest that it is for.
pub(super) struct Planned {
    pub plan: Plan,
    /// As the difference names it, also what is no file.
    pub file: PathBuf,
    pub is_template: bool,
    pub bytes: Vec<u8>,
}

pub(super) async fn work(app: &App, input: &Input, tenant: &PracticeTenant) -> Result<Done<Planned>, AppError> {
    let (file, bytes) = match &input.manifest {
        Some(file) => (file.clone(), files::read(file, MANIFEST_LIMIT)?),
        None => {
            let file = PathBuf::from("the template");
            let fill = Fill {
                add_in_id: &app.draw_guid().to_string(),
                display_name: "Rehearsal",
                host: DEFAULT_DOMAIN,
                office_hosts: &[],
                markup: None,
            };
            let rendered =
                template::render(Template::TaskPane, &fill).map_err(|refusal| refused(&file, &[], &refusal))?;
            (file, rendered.into_bytes())
        }
    };
    let manifest = addin_manifest::read(&bytes);
    let markup = manifest.web_application_info.first();
    let loaded = manifest.loaded.iter().find_map(|loaded| HostPort::of_url(&loaded.url.value));
    let of_resource = markup.and_then(|markup| host_of_resource(&markup.resource.as_ref()?.value));
    let source = match (&input.manifest, &loaded, &of_resource) {
        (None, ..) | (_, Some(_), _) => "",
        (_, None, Some(_)) => "; the pages name no host, so the one of Resource is taken",
        (_, None, None) => "; the manifest names no host, so this one is taken",
    };
    let domain = match loaded.or(of_resource) {
        Some(domain) => domain,
        None => DEFAULT_DOMAIN.parse()?,
    };
    // An ID that stands in the manifest already is kept: the rehearsal is of this add-in.
    let client_id = markup
        .and_then(|markup| markup.id.as_ref()?.value.parse::<ClientId>().ok())
        .unwrap_or_else(|| ClientId::from_uuid(app.draw_guid()));
    let mut permissions: Vec<GraphPermission> = markup
        .iter()
        .flat_map(|markup| &markup.scopes)
        .filter_map(|scope| GraphPermission::by_name(&scope.text.value))
        .collect();
    // What the last step asks Graph for.
    permissions.extend(GraphPermission::by_name("User.Read").filter(|read| !permissions.contains(read)));
    let mut office_hosts: Vec<OfficeHost> =
        manifest.hosts.iter().filter_map(|host| OfficeHost::of_manifest_name(&host.value)).collect();
    office_hosts.sort_unstable();
    office_hosts.dedup();
    let facts = Facts {
        name: manifest.display_name.map_or_else(|| "Rehearsal".to_owned(), |name| name.value),
        domain,
        office_hosts,
        client_id: Some(client_id),
        tenant_id: Some(tenant.tenant_id()),
        account_types: AccountTypes::SingleTenant,
        permissions,
        auth: Auth::LegacySso,
        pages: Pages::default(),
        cloud: Cloud::Practice,
    };
    let drawn = Drawn { scope_id: scope_id(&facts.domain) };
    let plan = Plan::new(facts, drawn);
    let hosts = plan.facts.office_hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let hosts = if hosts.is_empty() { "no Office host with single sign-on".to_owned() } else { hosts };
    let domain = &plan.facts.domain;
    let template = if input.manifest.is_none() { "a template for " } else { "" };
    let detail = format!("{template}{hosts} on {domain}{source}");
    Ok(Done::fine(Planned { plan, file, is_template: input.manifest.is_none(), bytes }, detail))
}

/// The host of a Resource, also of one whose client ID is yet to be filled in.
fn host_of_resource(resource: &str) -> Option<HostPort> {
    resource.strip_prefix("api://")?.split('/').next()?.parse().ok()
}
