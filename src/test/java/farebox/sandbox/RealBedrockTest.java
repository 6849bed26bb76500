package farebox.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real AWS credentials and no Stripe key, one half of the sandbox is gone and the other is there. */
@QuarkusTest
@TestProfile(RealBedrockTest.RealBedrock.class)
class RealBedrockTest {
    public static class RealBedrock implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("AWS_REGION", "us-east-1", "AWS_BEARER_TOKEN_BEDROCK", "not-a-real-one");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sandbox/bedrock/model/amazon.nova-micro-v1:0/converse",
                "/sandbox;a=b/bedrock/model/amazon.nova-micro-v1:0/converse",
                "/v1/../sandbox/bedrock/model/amazon.nova-micro-v1:0/converse",
                "/%73andbox/bedrock/model/amazon.nova-micro-v1:0/converse",
                "//sandbox/bedrock/model/amazon.nova-micro-v1:0/converse"
            })
    void no_path_leads_to_the_imitation(String path) {
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer any")
                .body("{}")
                .post(path)
                .then()
                .statusCode(404);
    }

    @Test
    void the_other_half_still_answers() {
        given().get("/sandbox/stripe/v1/events").then().statusCode(401);
        given().get("/sandbox/control").then().statusCode(200).body("webhooks.deliver", equalTo(true));
    }
}
