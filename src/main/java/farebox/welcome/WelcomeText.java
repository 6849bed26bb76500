package farebox.welcome;

import java.net.URI;
import java.util.List;

/** What is printed after the start. Every command can be pasted as it stands. */
record WelcomeText(URI address, String database, List<String> sandboxed) {
    /** Everything that a newcomer needs, and what to do first. */
    String forNewcomers(String signIn, String appKey) {
        return addresses(signIn) + """
                  app key      %2$s

                Three commands to begin with.

                1. Ask for an answer. Without credits Ada is refused (402), and is told where to buy.

                %3$s

                2. Get a link that lets Ada in, open it, and buy a pack with card 4242 4242 4242 4242,
                   any date to come and any CVC.

                curl -s %1$s/v1/portal-sessions -H 'Content-Type: application/json' \\
                  -H 'Authorization: Bearer %2$s' -d '{"customer": "%4$s"}' | grep -o 'http[^"]*'

                3. Ask again. Ada pays 5 credits, and the answer says from which lot.

                %3$s

                Then see what it earned: %1$s/admin/margin
                """.formatted(address, appKey, invocation(appKey), Demo.CUSTOMER);
    }

    /** Where things are, when an operator has revoked the key that the commands would need. */
    String withoutAppKey(String signIn) {
        return addresses(signIn)
                + "  app key      the demo's was revoked: make another at %s/admin/keys\n".formatted(address);
    }

    /** Where things are, for those who know the rest. */
    String forOperators(String signIn) {
        return addresses(signIn);
    }

    private String addresses(String signIn) {
        return """

                Farebox is running. %4$s

                  operators    %1$s/admin
                               %2$s
                  customers    %1$s/portal
                  API          %1$s/q/openapi
                  PostgreSQL   %3$s
                """.formatted(address, signIn, database, reality());
    }

    private String reality() {
        if (sandboxed.isEmpty()) return "Stripe and Amazon Bedrock are the real ones.";
        return String.join(" and ", sandboxed) + (sandboxed.size() == 1 ? " is" : " are")
                + " sandboxed: nothing real is charged or called there.";
    }

    private String invocation(String appKey) {
        return """
                curl -s -w '\\n%%{http_code}\\n' %s/v1/invocations -H 'Content-Type: application/json' \\
                  -H 'Authorization: Bearer %s' \\
                  -d '{"customer": "%s", "task": "standard", "messages": [{"role": "user", "content": "Why do fares exist?"}]}'""".formatted(address, appKey, Demo.CUSTOMER);
    }
}
