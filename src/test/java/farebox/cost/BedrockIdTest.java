package farebox.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import farebox.cost.BedrockId.Reading.Known;
import farebox.cost.BedrockId.Reading.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockIdTest {
    @ParameterizedTest
    @CsvSource({
        "amazon.nova-micro-v1:0, amazon.nova-micro-v1:0, ''",
        "anthropic.claude-sonnet-4-6, anthropic.claude-sonnet-4-6, ''",
        "us.anthropic.claude-sonnet-4-6, anthropic.claude-sonnet-4-6, us",
        "eu.anthropic.claude-sonnet-4-6, anthropic.claude-sonnet-4-6, eu",
        "apac.amazon.nova-pro-v1:0, amazon.nova-pro-v1:0, apac",
        "jp.anthropic.claude-sonnet-4-6, anthropic.claude-sonnet-4-6, jp",
        "au.anthropic.claude-sonnet-4-6, anthropic.claude-sonnet-4-6, au",
        "ca.amazon.nova-lite-v1:0, amazon.nova-lite-v1:0, ca",
        "global.anthropic.claude-haiku-4-5-20251001-v1:0, anthropic.claude-haiku-4-5-20251001-v1:0, global",
        "us-gov.anthropic.claude-sonnet-4-6, anthropic.claude-sonnet-4-6, us-gov",
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0, amazon.nova-pro-v1:0, ''",
        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0, amazon.nova-pro-v1:0, eu-west-1",
        "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.nova-pro-v1:0, amazon.nova-pro-v1:0, us-gov-west-1",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.meta.llama3-1-8b-instruct-v1:0, meta.llama3-1-8b-instruct-v1:0, us",
        "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.amazon.nova-pro-v1:0, amazon.nova-pro-v1:0, us-gov"
    })
    void models_and_profiles_are_found_in_their_ids(String text, String foundation, String geography) {
        assertEquals(new Known(new BedrockId(foundation, geography)), BedrockId.read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6 | application-inference-profile",
                "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc | provisioned-model",
                "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/amazon.nova:1 | default-prompt-router",
                "mars.anthropic.claude-sonnet-4-6 | mars",
                "claude-sonnet | Bedrock id",
                "arn:aws:s3:::bucket | Bedrock id",
            })
    void what_names_no_model_is_refused_by_name(String text, String named) {
        var why = assertInstanceOf(Unknown.class, BedrockId.read(text)).why();
        assertTrue(why.contains(named), why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-sonnet-4-6",
                "global.anthropic.claude-sonnet-4-6",
                "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6"
            })
    void one_model_costs_the_same_under_all_its_names_of_one_market(String text) {
        assertTrue(known("us.anthropic.claude-sonnet-4-6").costsAs(known(text)));
    }

    @Test
    void another_model_or_another_market_costs_something_else() {
        var sonnet = known("us.anthropic.claude-sonnet-4-6");
        assertEquals(false, sonnet.costsAs(known("eu.anthropic.claude-sonnet-4-6")));
        assertEquals(false, sonnet.costsAs(known("us.anthropic.claude-haiku-4-5-20251001-v1:0")));
    }

    private static BedrockId known(String text) {
        return ((Known) BedrockId.read(text)).id();
    }
}
