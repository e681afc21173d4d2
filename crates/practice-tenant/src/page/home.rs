use maud::html;

use super::{name, page};
use crate::Person;

/// `tenants`: each by its name, with who is in it.
pub fn home<'a>(tenants: impl Iterator<Item = (&'a str, &'a [Person])>) -> String {
    page(
        "This is the practice tenant",
        &html! {
            p { "A small Entra and Microsoft Graph on this machine, for programs. What yours needs to use it:" }
            p { code { "hallpass practice env" } }
            p {
                "Its endpoints are listed in the "
                a href="/common/v2.0/.well-known/openid-configuration" { "discovery document" }
                ". How each error is provoked stands in " code { "docs/practice-tenant-codes.md" } " of Hallpass."
            }
            h2 { "Who is here" }
            p.note { "There are no passwords: whoever is chosen on the sign-in page is signed in." }
            @for (tenant, people) in tenants {
                h3 { (name(tenant)) }
                ul.people {
                    @for person in people {
                        li {
                            (name(&person.display_name)) " · " (name(person.sign_in_name()))
                            @if person.is_admin { " · administrator" }
                            @if person.is_guest() { " · guest" }
                            @if !person.account_enabled { " · sign-in blocked" }
                        }
                    }
                }
            }
        },
    )
}
