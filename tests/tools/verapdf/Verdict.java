import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks the reference validator: Verdict FLAVOUR,FLAVOUR FILE... prints one line a verdict; exit 0 when all are good. */
public final class Verdict {
    private static final int SHOWN_PER_RULE = 1;

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = true;
        for (int place = 1; place < arguments.length; place++) {
            for (String flavour : arguments[0].split(",")) {
                good &= judged(new File(arguments[place]), flavour);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean judged(File file, String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, SHOWN_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "good " : "bad ") + name + " " + file.getName());
            Map<String, String> reasons = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    String place = assertion.getLocation().getContext();
                    reasons.putIfAbsent(rule, assertion.getMessage().replaceAll("\\s+", " ") + " at " + place);
                }
            }
            reasons.forEach((rule, reason) -> System.out.println("    " + rule + ": " + reason));
            return result.isCompliant();
        }
    }
}
