package vn.trangtien.egov.signing.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.login.LoginException;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;
import vn.trangtien.egov.signing.keys.OpenKey.RsaPadding;

/** Opens keys where they lie. Thread-safe. */
public final class KeyStores {

    private final Path folder;
    private final Map<String, Path> libraries;
    private final RsaPadding padding;
    private final Map<KeyLocation.Pkcs11, Provider> tokens = new ConcurrentHashMap<>();

    /**
     * @param folder of the PKCS#12 files
     * @param libraries PKCS#11 libraries of this machine by name
     */
    public KeyStores(Path folder, Map<String, Path> libraries, RsaPadding padding) {
        this.folder = folder;
        this.libraries = Map.copyOf(libraries);
        this.padding = padding;
    }

    /** @param secret password of the file or PIN of the token */
    public OpenKey open(KeyLocation location, char[] secret) throws SigningException {
        try {
            if (location instanceof KeyLocation.Pkcs11 token) {
                return open(token, secret);
            }
            return open((KeyLocation.Pkcs12) location, secret);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            SigningProblem problem = isWrongSecret(e) ? SigningProblem.WRONG_SECRET : SigningProblem.KEY_UNREADABLE;
            throw SigningException.of(problem, e, describe(location), String.valueOf(e.getMessage()));
        }
    }

    private OpenKey open(KeyLocation.Pkcs12 file, char[] secret) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(file.file()))) {
            store.load(in, secret);
        }
        return key(store, file.alias(), secret, Optional.empty());
    }

    private OpenKey open(KeyLocation.Pkcs11 token, char[] secret) throws IOException, GeneralSecurityException {
        Path library = libraries.get(token.library());
        if (library == null) {
            throw new IOException(
                    "no PKCS#11 library is named '%s'; known are %s".formatted(token.library(), libraries.keySet()));
        }
        var slot = new KeyLocation.Pkcs11(token.library(), token.slot(), "");
        Provider provider = tokens.computeIfAbsent(slot, any -> configure(library, slot));
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, secret);
        return key(store, token.alias(), secret, Optional.of(provider));
    }

    private static Provider configure(Path library, KeyLocation.Pkcs11 slot) {
        String settings = "--name=%s-%d%nlibrary=%s%nslotListIndex=%d%n"
                .formatted(slot.library(), slot.slot(), library, slot.slot());
        return Security.getProvider("SunPKCS11").configure(settings);
    }

    private OpenKey key(KeyStore store, String alias, char[] secret, Optional<Provider> provider)
            throws IOException, GeneralSecurityException {
        Key key = store.getKey(alias, secret);
        Certificate[] chain = store.getCertificateChain(alias);
        if (!(key instanceof PrivateKey privateKey) || chain == null || chain.length == 0) {
            throw new IOException("there is no key with a certificate under the name '%s'".formatted(alias));
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : chain) {
            certificates.add((X509Certificate) certificate);
        }
        return new OpenKey(privateKey, certificates, provider, padding);
    }

    private static boolean isWrongSecret(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecoverableKeyException || cause instanceof LoginException) {
                return true;
            }
        }
        return false;
    }

    private static String describe(KeyLocation location) {
        return location instanceof KeyLocation.Pkcs11 token
                ? "%s:%d/%s".formatted(token.library(), token.slot(), token.alias())
                : "%s/%s".formatted(((KeyLocation.Pkcs12) location).file(), location.alias());
    }
}
