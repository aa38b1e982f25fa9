package vn.trangtien.platform.identity;

import java.util.List;

/** What somebody entered breaks a rule; the page shows the form again with the sentence beside the field. */
public final class BrokenRuleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String messageKey;
    private final List<String> arguments;

    /**
     * @param field of the form, as its record names it
     * @param messageKey of a sentence in the bundles that says the rule and the remedy
     */
    public BrokenRuleException(String field, String messageKey, String... arguments) {
        super("%s: %s %s".formatted(field, messageKey, List.of(arguments)));
        this.field = field;
        this.messageKey = messageKey;
        this.arguments = List.of(arguments);
    }

    public String field() {
        return field;
    }

    public String messageKey() {
        return messageKey;
    }

    public List<String> arguments() {
        return arguments;
    }
}
