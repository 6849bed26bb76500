package canary.ledger;

import jakarta.ws.rs.core.Response;

record KnowsTheWeb(Response answer) {}
