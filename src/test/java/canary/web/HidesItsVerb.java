package canary.web;

import jakarta.ws.rs.GET;

class HidesItsVerb {
    @GET
    String nobodyReachesThis() {
        return "";
    }
}
