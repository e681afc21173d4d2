//! On-Behalf-Of, as an add-in's server does it: https, connections that are kept, an assertion of its own each time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use tokio::task::JoinSet;
use url::form_urlencoded;

use crate::Failure;
use crate::running::{AddIn, Running};

/// What a server asks for.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// A token for Graph: one signature.
    Token,
    /// With the scopes that MSAL adds: an ID token, which is a second signature, and a refresh token.
    TokenAsMsal,
}

pub struct Server {
    running: Running,
    add_in: AddIn,
    connections: Vec<Client>,
}

impl Server {
    pub async fn of(running: Running, connections: usize) -> Result<Self, Failure> {
        let add_in = running.add_in().await?;
        let connections = (0..connections).map(|_| running.connection()).collect::<Result<_, _>>()?;
        Ok(Self { running, add_in, connections })
    }

    pub fn pid(&self) -> u32 {
        self.running.pid
    }

    /// Bodies of as many exchanges as asked for, made before the clock runs.
    pub async fn prepare(self: &Arc<Self>, wanted: Wanted, count: usize) -> Result<Vec<SecretString>, Failure> {
        let share = count.div_ceil(self.connections.len());
        let mut minted = JoinSet::new();
        for connection in self.connections.clone() {
            let server = self.clone();
            minted.spawn(async move {
                let mut bodies = Vec::with_capacity(share);
                for _ in 0..share {
                    bodies.push(server.body(wanted, &server.running.assertion(&connection).await?));
                }
                Ok::<_, Failure>(bodies)
            });
        }
        let mut bodies = minted.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
        bodies.truncate(count);
        Ok(bodies)
    }

    fn body(&self, wanted: Wanted, assertion: &SecretString) -> SecretString {
        let mut scope = format!("{}/User.Read", self.add_in.graph);
        if let Wanted::TokenAsMsal = wanted {
            scope.push_str(" openid profile offline_access");
        }
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
            .append_pair("requested_token_use", "on_behalf_of")
            .append_pair("client_id", &self.add_in.client_id)
            .append_pair("client_secret", self.add_in.client_secret.expose_secret())
            .append_pair("scope", &scope)
            .append_pair("assertion", assertion.expose_secret())
            .finish();
        body.into()
    }

    /// How long these exchanges take over the first so many connections, each with the next when it has its answer.
    pub async fn exchange(
        self: &Arc<Self>,
        mut bodies: Vec<SecretString>,
        connections: usize,
    ) -> Result<Duration, Failure> {
        let share = bodies.len().div_ceil(connections);
        let mut exchanged = JoinSet::new();
        let start = Instant::now();
        for at in 0..connections {
            let server = self.clone();
            let bodies = bodies.split_off(bodies.len().saturating_sub(share));
            exchanged.spawn(async move {
                for body in bodies {
                    server.exchange_one(&server.connections[at], &body).await?;
                }
                Ok::<_, Failure>(())
            });
        }
        exchanged.join_all().await.into_iter().collect::<Result<(), _>>()?;
        Ok(start.elapsed())
    }

    async fn exchange_one(&self, connection: &Client, body: &SecretString) -> Result<(), Failure> {
        let request = connection.post(&self.add_in.token_endpoint).body(body.expose_secret().to_owned());
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = request.send().await?;
        let (status, body) = (answer.status(), answer.text().await?);
        if status == StatusCode::OK && body.contains("\"access_token\":\"ey") {
            return Ok(());
        }
        Err(format!("an exchange was not answered with a token: {status}").into())
    }
}
