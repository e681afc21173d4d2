//! Spans of a text become spans of the file that it was decoded from.
//!
//! Every struct is taken apart in full: a new field is named here or nothing compiles.

use crate::{
    Link, Loaded, Manifest, NestedAppAuth, Obsolete, Problem, RequirementSet, Scope, Span, Text, VersionOverrides,
    WebApplicationInfo,
};

impl Manifest {
    /// Replaces each span of the answer.
    pub(crate) fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self {
            format: _,
            is_add_in: _,
            app_type: _,
            xsi_type,
            manifest_version,
            id,
            version,
            display_name,
            hosts,
            requirement_sets,
            loaded,
            links,
            app_domains_span,
            app_domains,
            overrides,
            web_application_info,
            problems,
        } = self;
        each(xsi_type, map);
        each(manifest_version, map);
        each(id, map);
        each(version, map);
        each(display_name, map);
        each(hosts, map);
        each(requirement_sets, map);
        each(loaded, map);
        each(links, map);
        each(app_domains_span, map);
        each(app_domains, map);
        each(overrides, map);
        each(web_application_info, map);
        each(problems, map);
    }
}

trait Spans {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span);
}

fn each<'a, T: Spans + 'a>(values: impl IntoIterator<Item = &'a mut T>, map: &impl Fn(Span) -> Span) {
    for value in values {
        value.map_spans(map);
    }
}

impl Spans for Span {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        *self = map(*self);
    }
}

impl Spans for Text {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { value: _, span } = self;
        span.map_spans(map);
    }
}

impl Spans for Problem {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { kind: _, span } = self;
        span.map_spans(map);
    }
}

impl Spans for Loaded {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { url, from: _ } = self;
        url.map_spans(map);
    }
}

impl Spans for Link {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { url, name: _ } = self;
        url.map_spans(map);
    }
}

impl Spans for RequirementSet {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { name, min_version, default_min_version, span, inside: _, in_its_namespace: _ } = self;
        name.map_spans(map);
        each(min_version, map);
        each(default_min_version, map);
        span.map_spans(map);
    }
}

impl Spans for VersionOverrides {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { kind: _, namespace: _, namespace_span, xsi_type, span, start_tag, .. } = self;
        each(namespace_span, map);
        each(xsi_type, map);
        span.map_spans(map);
        start_tag.map_spans(map);
    }
}

impl Spans for WebApplicationInfo {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self {
            span,
            namespace: _,
            inside: _,
            id,
            resource,
            scopes_span,
            scopes,
            obsolete,
            nested_app_auth,
            unknown,
        } = self;
        span.map_spans(map);
        each(id, map);
        each(resource, map);
        each(scopes_span, map);
        each(scopes, map);
        each(obsolete, map);
        each(nested_app_auth, map);
        each(unknown, map);
    }
}

impl Spans for Scope {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { text, element } = self;
        text.map_spans(map);
        element.map_spans(map);
    }
}

impl Spans for Obsolete {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { name: _, span } = self;
        span.map_spans(map);
    }
}

impl Spans for NestedAppAuth {
    fn map_spans(&mut self, map: &impl Fn(Span) -> Span) {
        let Self { span, redirect_uri, scopes, has_scopes: _, claims, unknown } = self;
        span.map_spans(map);
        each(redirect_uri, map);
        each(scopes, map);
        each(claims, map);
        each(unknown, map);
    }
}
