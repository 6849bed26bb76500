package farebox.gateway.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;

/** JSON of any shape, as the AWS SDK holds it and as the gateway does. */
final class Documents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final ObjectReader READER =
            new ObjectMapper().reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Documents() {}

    static Document of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var members = new LinkedHashMap<String, Document>();
                node.propertyStream().forEach(member -> members.put(member.getKey(), of(member.getValue())));
                yield Document.fromMap(members);
            }
            case ARRAY -> {
                var items = new ArrayList<Document>();
                node.forEach(item -> items.add(of(item)));
                yield Document.fromList(items);
            }
            case STRING -> Document.fromString(node.textValue());
            case NUMBER -> Document.fromNumber(SdkNumber.fromString(node.asText()));
            case BOOLEAN -> Document.fromBoolean(node.booleanValue());
            default -> Document.fromNull();
        };
    }

    /** What a tool is given, as a stream tells it; a text where a model has muddled it. */
    static JsonNode parsed(String input) {
        try {
            return input.isBlank() ? JSON.objectNode() : READER.readTree(input);
        } catch (JsonProcessingException | NumberFormatException muddled) {
            return JSON.textNode(input);
        }
    }

    static JsonNode json(Document document) {
        if (document == null || document.isNull()) return JSON.nullNode();
        if (document.isMap()) {
            var object = JSON.objectNode();
            document.asMap().forEach((name, member) -> object.set(name, json(member)));
            return object;
        }
        if (document.isList()) {
            var array = JSON.arrayNode();
            document.asList().forEach(item -> array.add(json(item)));
            return array;
        }
        if (document.isBoolean()) return JSON.booleanNode(document.asBoolean());
        if (document.isNumber()) return number(document.asNumber());
        return JSON.textNode(document.asString());
    }

    private static JsonNode number(SdkNumber number) {
        try {
            var exact = number.bigDecimalValue();
            return exact.scale() == 0 ? JSON.numberNode(exact.toBigIntegerExact()) : DecimalNode.valueOf(exact);
        } catch (NumberFormatException beyondReckoning) {
            return JSON.textNode(number.stringValue());
        }
    }
}
