package farebox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Set;

/** The rules of the house for a base package. They hold for Farebox, and each is shown to fail on a canary. */
record House(String base) {
    /** Everything that pages may be made of; the sandbox is no part of the product. */
    static final Set<String> EVERY_FEATURE = Set.of(
            "money",
            "sql",
            "deployment",
            "web",
            "ledger",
            "wallet",
            "cost",
            "rate",
            "pack",
            "customer",
            "webhook",
            "checkout",
            "gateway",
            "margin",
            "books");

    /** What each feature may use. docs/architecture.md draws this table. */
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("money", Set.of()),
            entry("sql", Set.of()),
            entry("deployment", Set.of("sql")),
            entry("web", Set.of("money", "sql", "deployment")),
            entry("ledger", Set.of("money", "sql")),
            entry("wallet", Set.of("money", "sql", "deployment", "ledger")),
            entry("cost", Set.of("money")),
            entry("rate", Set.of("money", "cost")),
            entry("pack", Set.of("money")),
            entry("customer", Set.of("money", "sql", "ledger", "wallet", "web", "deployment")),
            entry("webhook", Set.of("money", "sql", "deployment", "web", "wallet", "rate", "customer")),
            entry(
                    "checkout",
                    Set.of("money", "sql", "ledger", "wallet", "pack", "customer", "webhook", "web", "deployment")),
            entry(
                    "gateway",
                    Set.of("money", "sql", "ledger", "wallet", "rate", "cost", "customer", "web", "deployment")),
            entry("margin", Set.of("money", "sql")),
            entry("books", Set.of("money", "sql", "deployment", "ledger", "wallet", "customer", "checkout", "gateway")),
            entry("sandbox", Set.of("money", "sql", "deployment")),
            entry("portal", EVERY_FEATURE),
            entry("admin", EVERY_FEATURE),
            entry("welcome", Set.of("deployment", "customer", "admin")),
            entry("", Set.of("deployment", "ledger", "books", "welcome")));

    /** Each rule under the canary that breaks it. */
    Map<String, ArchRule> rules() {
        return Map.ofEntries(
                entry("money.UsesTheWallet", classes().should(useOnlyWhatTheTableAllows())),
                entry("attic.IsNotInTheTable", classes().should(beInTheTable())),
                entry(
                        "pack.GoesRound",
                        slices().matching(base + ".(*)..").should().beFreeOfCycles()),
                entry("pack.CallsStripe", onlyImporter("checkout.stripe", "com.stripe")),
                entry("pack.CallsAws", onlyImporter("gateway.bedrock", "software.amazon.awssdk")),
                entry("pack.FramesEvents", eventStreamsAreFramedAtTheEdges()),
                entry("ledger.KnowsTheWeb", ledgerStaysPlain()),
                entry(
                        "web.HidesItsVerb",
                        methods()
                                .that()
                                .areMetaAnnotatedWith(HttpMethod.class)
                                .should()
                                .bePublic()),
                entry("web.InjectsAField", fieldsAreNotInjected()),
                entry("wallet.ReadsTheClock", onlyClocksKnowTheTime()),
                entry("money.CountsInFractions", noFieldIsAFraction()),
                entry("money.AnswersInFractions", noMethodAnswersAFraction()),
                entry("util.HasNoSubject", packagesAreNoLayers()),
                entry(
                        "pack.PackManager",
                        noClasses().should().haveNameMatching(".*(Service|Impl|Dto|Mapper|Util|Utils|Helper|Manager)")),
                entry(
                        "pack.PackSql",
                        noClasses()
                                .that()
                                .haveSimpleNameEndingWith("Sql")
                                .should()
                                .bePublic()),
                entry(
                        "pack.PublicEntity",
                        noClasses().that(areEntities()).should().bePublic()));
    }

    private ArchCondition<JavaClass> useOnlyWhatTheTableAllows() {
        return new ArchCondition<>("use only what the table allows") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().stream()
                        .filter(use -> isOurs(use.getTargetClass()) && !isAllowed(use))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
            }
        };
    }

    private boolean isAllowed(Dependency use) {
        var user = feature(use.getOriginClass());
        var used = feature(use.getTargetClass());
        return user.equals(used) || MAY_USE.getOrDefault(user, Set.of()).contains(used);
    }

    private ArchCondition<JavaClass> beInTheTable() {
        return ArchCondition.from(describe("be in the table", type -> MAY_USE.containsKey(feature(type))));
    }

    private ArchRule onlyImporter(String adapter, String vendor) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(base + "." + adapter + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendor + "..");
    }

    private ArchRule eventStreamsAreFramedAtTheEdges() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(base + ".gateway.bedrock..", base + ".gateway.converse..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.eventstream..");
    }

    private ArchRule ledgerStaysPlain() {
        return noClasses()
                .that()
                .resideInAPackage(base + ".ledger..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        base + ".ledger..",
                        base + ".money..",
                        base + ".sql..",
                        "java..",
                        "javax.sql..",
                        "jakarta.enterprise..",
                        "jakarta.persistence..",
                        "jakarta.transaction..",
                        "io.quarkus.hibernate.orm.panache..");
    }

    private ArchRule fieldsAreNotInjected() {
        return noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty");
    }

    private ArchRule onlyClocksKnowTheTime() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(base + ".deployment.Clocks")
                .should()
                .callMethodWhere(describe("ask the machine for the time", House::asksForTheTime))
                .orShould()
                .callConstructor(Date.class);
    }

    private static boolean asksForTheTime(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        var name = call.getName();
        return switch (name) {
            case "now" ->
                owner.getPackageName().equals("java.time")
                        && call.getTarget().getRawParameterTypes().isEmpty();
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            default -> owner.isEquivalentTo(Clock.class) && name.startsWith("system");
        };
    }

    private ArchRule noFieldIsAFraction() {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(countingPackages())
                .should()
                .haveRawType(fraction());
    }

    private ArchRule noMethodAnswersAFraction() {
        return noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(countingPackages())
                .should()
                .haveRawReturnType(fraction());
    }

    private String[] countingPackages() {
        return Set.of("money", "ledger", "wallet", "cost", "rate", "pack", "checkout", "margin").stream()
                .map(feature -> base + "." + feature + "..")
                .toArray(String[]::new);
    }

    private ArchRule packagesAreNoLayers() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..shared..", "..core..", "..service..", "..impl..", "..dto..");
    }

    private static DescribedPredicate<JavaClass> fraction() {
        var fractions = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
        return describe("a fraction", type -> fractions.contains(type.getName()));
    }

    private static DescribedPredicate<JavaClass> areEntities() {
        return describe(
                "are entities",
                type -> type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(MappedSuperclass.class));
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(base) || type.getPackageName().startsWith(base + ".");
    }

    private String feature(JavaClass type) {
        var below = type.getPackageName().substring(base.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
    }
}
