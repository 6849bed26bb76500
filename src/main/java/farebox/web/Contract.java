package farebox.web;

import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Puts to each operation of the contract what META-INF/openapi.yaml says once: its refusals, and parameters by their name. */
public final class Contract implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI contract) {
        var shared = contract.getComponents().getParameters().keySet();
        contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> complete(operation, shared));
    }

    private static void complete(Operation operation, Set<String> shared) {
        var responses = operation.getResponses();
        // What is guessed where the code does not say.
        responses.removeAPIResponse("400");
        if (responses.hasAPIResponse("201")) responses.removeAPIResponse("200");
        responses.setDefaultValue(OASFactory.createAPIResponse().ref("Refusal"));
        if (operation.getParameters() == null) return;
        operation.setParameters(operation.getParameters().stream()
                .map(parameter -> isShared(parameter, shared) ? reference(parameter) : parameter)
                .toList());
    }

    /** What an operation insists on, it words itself. */
    private static boolean isShared(Parameter parameter, Set<String> shared) {
        return shared.contains(parameter.getName()) && !Boolean.TRUE.equals(parameter.getRequired());
    }

    private static Parameter reference(Parameter parameter) {
        return OASFactory.createParameter().ref(parameter.getName());
    }
}
