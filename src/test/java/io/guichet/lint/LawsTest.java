package io.guichet.lint;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the house. Beside each stands an offender, so that a law that forbids nothing is found. */
class LawsTest {

    private static final String[] SQL = {
            "java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb..",
            "io.zonky.."
    };
    private static final String WIRE = "io.guichet.service.*.wire..";

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.guichet");

    /** One law and the sources that break it. */
    private record Law(String name, ArchRule rule, List<String> offenders) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Law> laws() {
        return Stream.of(
                law("the message and the protocol know no Camel",
                        noClasses().that().resideInAnyPackage("io.guichet.order..", "io.guichet.purchase..")
                                .should().dependOnClassesThat().resideInAPackage("org.apache.camel.."),
                        "package io.guichet.order; class Offender { org.apache.camel.Exchange exchange; }"),
                law("settings know no Camel",
                        noClasses().that().haveFullyQualifiedName("io.guichet.ops.Settings")
                                .should().dependOnClassesThat().resideInAPackage("org.apache.camel.."),
                        "package io.guichet.ops; public class Settings { org.apache.camel.Exchange exchange; }"),
                law("no service knows another",
                        slices().matching("io.guichet.service.(*)..").should().notDependOnEachOther(),
                        "package io.guichet.service.one; public class One { }",
                        "package io.guichet.service.two; class Two { io.guichet.service.one.One one; }"),
                law("nobody knows a service by name",
                        noClasses().that().resideOutsideOfPackage("io.guichet.service..")
                                .should().dependOnClassesThat().resideInAPackage("io.guichet.service.*.."),
                        "package io.guichet.service.one; public class One { }",
                        "package io.guichet.ledger; class Offender { io.guichet.service.one.One one; }"),
                law("only the ledger speaks SQL",
                        noClasses().that().resideOutsideOfPackage("io.guichet.ledger..")
                                .should().dependOnClassesThat().resideInAnyPackage(SQL),
                        "package io.guichet.outbox; class Offender { javax.sql.DataSource source; }"),
                law("the product does not know its twins",
                        noClasses().that().resideOutsideOfPackage("io.guichet.sandbox..")
                                .should().dependOnClassesThat().resideInAPackage("io.guichet.sandbox.."),
                        "package io.guichet.sandbox; public class Twin { }",
                        "package io.guichet.cli; class Offender { io.guichet.sandbox.Twin twin; }"),
                law("the twins do not know the product",
                        noClasses().that().resideInAPackage("io.guichet.sandbox..")
                                .should().dependOnClassesThat(resideInAPackage("io.guichet..")
                                        .and(resideOutsideOfPackages("io.guichet.sandbox.."))
                                        .and(not(theDoorOfTheTwins()))),
                        "package io.guichet.order; public class Order { }",
                        "package io.guichet.sandbox; class Offender { io.guichet.order.Order order; }"),
                law("time is java.time",
                        noClasses().that().resideOutsideOfPackage(WIRE).should().dependOnClassesThat(
                                oneOf("java.util.Date", "java.util.Calendar", "java.text.SimpleDateFormat")),
                        "package io.guichet.outbox; class Offender { Object now() { return new java.util.Date(); } }"),
                law("the clock is injected",
                        noClasses().that().resideOutsideOfPackages("io.guichet", "io.guichet.cli..",
                                "io.guichet.sandbox..", "io.guichet.ops..")
                                .should().callMethodWhere(readsTheWallClock()),
                        "package io.guichet.ledger; class Offender { Object now() { return java.time.Instant.now(); } }"),
                law("only the command line writes to the console",
                        noClasses().that().resideOutsideOfPackage("io.guichet.cli..")
                                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS),
                        "package io.guichet.ops; class Offender { void say() { System.out.println(); } }"),
                law("text names its charset and its locale",
                        noClasses().that().resideOutsideOfPackage(WIRE).should().callCodeUnitWhere(dependsOnTheHost()),
                        "package io.guichet.order; class Offender { String low(String s) { return s.toLowerCase(); } }"),
                law("no field holds money as a floating number",
                        noFields().that().areDeclaredInClassesThat(handleMoney())
                                .should().haveRawType(floating()),
                        "package io.guichet.order; class Offender { double price; }"),
                law("no method takes or gives money as a floating number",
                        noCodeUnits().that().areDeclaredInClassesThat(handleMoney())
                                .should().haveRawParameterTypes(anyFloating()).orShould().haveRawReturnType(floating()),
                        "package io.guichet.purchase; class Offender { void pay(double price) { } }"),
                law("what concerns an account is worded in its language",
                        noClasses().that().resideInAnyPackage("io.guichet.purchase..", "io.guichet.service..")
                                // It also speaks to the person at the desk.
                                .and().doNotHaveFullyQualifiedName("io.guichet.purchase.Rulings")
                                .should().callMethodWhere(wordsWithoutAskingWhose()),
                        """
                                package io.guichet.order; public class Texts {
                                    public Texts of(String service, String account) { return this; }
                                    public String problem(String code) { return code; }
                                }""",
                        """
                                package io.guichet.service.one; class Offender {
                                    String why(io.guichet.order.Texts words) { return words.problem("asked"); }
                                    io.guichet.order.Texts texts;
                                    String why() { return texts.problem("not asked"); }
                                }"""),
                law("names say what a class is",
                        noClasses().that().resideOutsideOfPackage(WIRE)
                                .should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Base)"),
                        "package io.guichet.ops; class OffenderUtil { }"));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void productKeepsTheLaw(Law law) {
        law.rule().check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void offenderIsFound(Law law, @TempDir Path folder) throws IOException {
        JavaClasses offenders = compiled(law.offenders(), folder);

        assertThat(law.rule().evaluate(offenders).hasViolation()).as(law.name()).isTrue();
    }

    private static Law law(String name, ArchRule rule, String... offenders) {
        return new Law(name, rule.allowEmptyShould(true).as(name), List.of(offenders));
    }

    private static JavaClasses compiled(List<String> sources, Path folder) throws IOException {
        Pattern declared = Pattern.compile("package ([a-z.]+);.*?class (\\w+)", Pattern.DOTALL);
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Matcher names = declared.matcher(source);
            assertThat(names.find()).isTrue();
            Path file = folder.resolve(names.group(1).replace('.', '/')).resolve(names.group(2) + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source, StandardCharsets.UTF_8));
        }
        FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
        assertThat(COMPILER.getTask(null, FILES, null, List.of("-proc:none"), null,
                FILES.getJavaFileObjectsFromPaths(files)).call()).as("the offenders compile").isTrue();
        return new ClassFileImporter().importPath(folder);
    }

    private static DescribedPredicate<JavaClass> oneOf(String... names) {
        Set<String> wanted = Set.of(names);
        return predicate("one of " + wanted, c -> wanted.contains(c.getName()));
    }

    private static DescribedPredicate<JavaClass> theDoorOfTheTwins() {
        return predicate("the interface by which they are started",
                c -> c.getName().matches("io\\.guichet\\.cli\\.Sandbox(\\$.+)?"));
    }

    private static <T> DescribedPredicate<T> not(DescribedPredicate<T> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static DescribedPredicate<JavaClass> handleMoney() {
        return resideInAPackage("io.guichet..")
                .and(resideOutsideOfPackages(WIRE, "io.guichet.ops..", "io.guichet.sandbox.."));
    }

    private static DescribedPredicate<JavaClass> floating() {
        return oneOf("double", "float", "java.lang.Double", "java.lang.Float");
    }

    private static DescribedPredicate<List<JavaClass>> anyFloating() {
        return predicate("a floating number among them", types -> types.stream().anyMatch(floating()));
    }

    private static DescribedPredicate<JavaCall<?>> readsTheWallClock() {
        return predicate("reads the wall clock itself", call -> {
            String owner = call.getTargetOwner().getName();
            boolean clockGiven = call.getTarget().getRawParameterTypes().stream()
                    .anyMatch(type -> type.getName().equals("java.time.Clock"));
            return owner.startsWith("java.time.") && call.getName().equals("now") && !clockGiven
                    || owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis");
        });
    }

    private static DescribedPredicate<JavaCall<?>> wordsWithoutAskingWhose() {
        String texts = "io.guichet.order.Texts";
        return predicate("takes words that are neither given nor asked for by Texts.of", call -> {
            boolean words = call.getTargetOwner().getName().equals(texts)
                    && Set.of("problem", "text", "maybe").contains(call.getName());
            boolean given = call.getOwner().getRawParameterTypes().stream()
                    .anyMatch(type -> type.getName().equals(texts));
            boolean asked = call.getOwner().getMethodCallsFromSelf().stream()
                    .anyMatch(other -> other.getTargetOwner().getName().equals(texts) && other.getName().equals("of"));
            return words && !given && !asked;
        });
    }

    private static DescribedPredicate<JavaCall<?>> dependsOnTheHost() {
        return predicate("depends on the host's charset or locale", call -> {
            if (!call.getTargetOwner().getName().equals("java.lang.String")) {
                return false;
            }
            List<String> types = call.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList();
            return switch (call.getName()) {
                case "toLowerCase", "toUpperCase", "getBytes" -> types.isEmpty();
                case "format" -> types.get(0).equals("java.lang.String");
                case "<init>" -> types.equals(List.of("[B"));
                default -> false;
            };
        });
    }

    private static <T> DescribedPredicate<T> predicate(String words, Predicate<T> test) {
        return DescribedPredicate.describe(words, test);
    }
}
