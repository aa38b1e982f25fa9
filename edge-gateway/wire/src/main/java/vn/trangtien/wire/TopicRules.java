package vn.trangtien.wire;

import java.util.Optional;

/** What the parts of a topic may hold. */
final class TopicRules {

    /** MQTT 5, 1.5.4: a string has a length of two bytes. */
    static final int MAX_BYTES = 65_535;

    private TopicRules() {}

    static void require(String account, String client, String appId, String appTopic) {
        problem(account, client, appId, appTopic).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    static Optional<String> problem(String account, String client, String appId, String appTopic) {
        Optional<String> problem = part("account", account, "/+#.\0");
        if (problem.isEmpty() && account.startsWith("$")) {
            problem = Optional.of("account must not start with '$', but was '" + account + "'");
        }
        if (problem.isEmpty()) {
            problem = part("client id", client, "/+#.\0");
        }
        if (problem.isEmpty()) {
            problem = part("application id", appId, "/+#\0");
        }
        if (problem.isEmpty() && !appTopic.isEmpty()) {
            problem = part("application topic", appTopic, "+#\0");
        }
        return problem;
    }

    /** One level of the application's topic. */
    static String level(String what, String value) {
        part(what, value, "/+#.\0").ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return value;
    }

    static String join(String account, String client, String appId, String appTopic) {
        String head = account + "/" + client + "/" + appId;
        return appTopic.isEmpty() ? head : head + "/" + appTopic;
    }

    private static Optional<String> part(String what, String value, String forbidden) {
        if (value.isEmpty()) {
            return Optional.of(what + " of a topic must not be empty");
        }
        for (int i = 0; i < value.length(); i++) {
            if (forbidden.indexOf(value.charAt(i)) >= 0) {
                return Optional.of("%s of a topic must not hold any of %s, but was '%s'"
                        .formatted(what, forbidden.replace("\0", "").replaceAll("(?!^)", " "), value));
            }
        }
        return Optional.empty();
    }
}
