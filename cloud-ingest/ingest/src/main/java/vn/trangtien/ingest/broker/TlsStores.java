package vn.trangtien.ingest.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.enrolment.ServerIdentity;

/**
 * The broker's identity in the form that Artemis reads: two files, written anew at each start and with each new
 * certificate, with a password of that start.
 *
 * @param password of both
 */
record TlsStores(Path keyStore, Path trustStore, String password) {

    static final String TYPE = "PKCS12";

    static TlsStores write(Path folder, ServerIdentity identity, String password)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(TYPE);
        keys.load(null, null);
        keys.setKeyEntry("server", identity.key(), password.toCharArray(), new Certificate[] {
            identity.certificate(), identity.authority()
        });
        KeyStore trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", identity.authority());
        // The files are replaced under their names, so whoever reads them again finds the new ones.
        return new TlsStores(
                write(keys, folder.resolve("server.p12"), password),
                write(trusted, folder.resolve("trusted.p12"), password),
                password);
    }

    private static Path write(KeyStore store, Path file, String password) throws IOException, GeneralSecurityException {
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        DataDirectory.writePrivately(file, bytes.toByteArray());
        return file;
    }

    @Override
    public String toString() {
        return "TlsStores[" + keyStore + ", " + trustStore + "]";
    }
}
