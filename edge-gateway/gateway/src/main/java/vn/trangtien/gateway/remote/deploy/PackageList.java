package vn.trangtien.gateway.remote.deploy;

import java.util.stream.Collectors;

/** Releases and their jars in the XML of Kura's {@code packages} and {@code bundles}. Names and versions need no escaping. */
final class PackageList {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private PackageList() {}

    static String packages(Releases releases) throws DeployException {
        var xml = new StringBuilder(HEAD).append("<packages>");
        for (Releases.Known known : releases.known()) {
            xml.append("<package><name>%s</name><version>%s</version><bundles>"
                    .formatted(Installer.PACKAGE, known.version()));
            xml.append(
                    "<bundle><name>%s</name><version>%s</version></bundle>".formatted(state(known), known.version()));
            xml.append("</bundles></package>");
        }
        return xml.append("</packages>").toString();
    }

    /** Kura lists what a package consists of; the one thing worth knowing here is which release runs. */
    private static String state(Releases.Known known) {
        return known.trial() ? "trial" : known.running() ? "running" : known.installed() ? "installed" : "kept";
    }

    static String bundles(Releases releases) throws DeployException {
        ReleaseManifest running = releases.running();
        var id = new int[] {0};
        return running.files().keySet().stream()
                .map(file -> file.substring("lib/".length(), file.length() - ".jar".length()))
                .map(name -> "<bundle><name>%s</name><version>%s</version><id>%d</id><state>ACTIVE</state></bundle>"
                        .formatted(name, version(name, running), id[0]++))
                .collect(Collectors.joining("", HEAD + "<bundles>", "</bundles>"));
    }

    private static String version(String jar, ReleaseManifest running) {
        int dash = jar.indexOf('-');
        while (dash >= 0 && dash + 1 < jar.length() && !Character.isDigit(jar.charAt(dash + 1))) {
            dash = jar.indexOf('-', dash + 1);
        }
        return dash < 0 ? running.version().text() : jar.substring(dash + 1);
    }
}
