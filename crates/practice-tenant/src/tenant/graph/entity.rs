//! Entities and pages of them, in OData's form.

use serde_json::{Map, Value, json};

use super::query::Query;
use super::{GraphRefusal, GraphReply, Workload};

/// What all entities of a kind have in common. An entity holds all properties that this tenant knows of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// `user` of `microsoft.graph.user`
    pub name: &'static str,
    pub workload: Workload,
    /// What is answered unless `$select` says otherwise; empty: everything.
    pub by_default: &'static [&'static str],
}

/// Pages where a client does not ask for a size.
const PAGE: usize = 100;
/// Exchange's.
const SMALL_PAGE: usize = 10;

/// Where a list is found: what its page says of itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Behind `$metadata#`.
    pub context: &'a str,
    /// Scheme, host and path of the call.
    pub address: &'a str,
}

impl Kind {
    /// One entity with the chosen properties.
    pub fn entity(&self, context: &str, entity: &Value, query: &Query) -> Result<GraphReply, GraphRefusal> {
        let mut answer = Map::new();
        answer.insert("@odata.context".to_owned(), context_of(context, query, "/$entity").into());
        answer.extend(self.select(entity, query)?);
        Ok(GraphReply::json(200, Value::Object(answer)))
    }

    /// A page, with the address of the next.
    pub fn page(&self, place: Place<'_>, entities: Vec<Value>, query: &Query) -> Result<GraphReply, GraphRefusal> {
        let by_token = self.workload != Workload::Exchange;
        if by_token && query.skip > 0 && !query.skip_is_token {
            return Err(GraphRefusal::bad_request("'$skip' is not supported by the service."));
        }
        let mut entities: Vec<Value> = entities.into_iter().filter(|entity| query.holds(entity)).collect();
        query.sort(&mut entities);
        let count = entities.len();
        let size = query.top.unwrap_or(if by_token { PAGE } else { SMALL_PAGE });
        let page = entities.iter().skip(query.skip).take(size);
        let value = page.map(|entity| self.select(entity, query).map(Value::Object)).collect::<Result<Vec<_>, _>>()?;
        let mut answer = json!({ "@odata.context": context_of(place.context, query, "") });
        if query.count {
            answer["@odata.count"] = count.into();
        }
        let end = query.skip.saturating_add(size);
        if end < count {
            answer["@odata.nextLink"] = query.next_link(place.address, end, by_token).into();
        }
        answer["value"] = value.into();
        Ok(GraphReply::json(200, answer))
    }

    fn select(&self, entity: &Value, query: &Query) -> Result<Map<String, Value>, GraphRefusal> {
        let all = entity.as_object();
        let names: Vec<&str> = match &query.select {
            Some(names) => names.iter().map(String::as_str).collect(),
            None if self.by_default.is_empty() => {
                return Ok(self.without_nothing(all.cloned().unwrap_or_default()));
            }
            None => self.by_default.to_vec(),
        };
        let mut chosen = Map::new();
        // Exchange answers the key in any case, everyone the annotations.
        let always = all
            .into_iter()
            .flatten()
            .filter(|(name, _)| name.starts_with('@') || self.workload == Workload::Exchange && name.as_str() == "id");
        chosen.extend(always.map(|(name, value)| (name.clone(), value.clone())));
        for name in names {
            let known = all.and_then(|all| all.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)));
            let Some((name, value)) = known else { return Err(self.unknown_property(name)) };
            chosen.insert(name.clone(), value.clone());
        }
        Ok(self.without_nothing(chosen))
    }

    /// OneDrive leaves out what does not apply, the others say null.
    fn without_nothing(&self, mut chosen: Map<String, Value>) -> Map<String, Value> {
        if self.workload == Workload::OneDrive {
            chosen.retain(|_, value| !value.is_null());
        }
        chosen
    }

    fn unknown_property(&self, name: &str) -> GraphRefusal {
        let message = format!("Could not find a property named '{name}' on type 'microsoft.graph.{}'.", self.name);
        match self.workload {
            Workload::Exchange => GraphRefusal::new(400, "RequestBroker--ParseUri", message),
            Workload::Directory | Workload::OneDrive => GraphRefusal::bad_query(message),
        }
    }
}

fn context_of(set: &str, query: &Query, suffix: &str) -> String {
    let chosen = query.select.as_ref().map(|names| format!("({})", names.join(","))).unwrap_or_default();
    format!("https://graph.microsoft.com/v1.0/$metadata#{set}{chosen}{suffix}")
}
