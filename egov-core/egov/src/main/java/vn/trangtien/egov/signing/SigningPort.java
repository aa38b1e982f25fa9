package vn.trangtien.egov.signing;

/**
 * Signs and verifies. The acts are those of the Government Cipher Committee's plug-in, so that it, or a remote signing service, can
 * take this place. Implementations are thread-safe.
 */
public interface SigningPort {

    /**
     * Carries out one act.
     *
     * @throws SigningException if it cannot be; nothing was changed then
     */
    Signed sign(SigningOrder order) throws SigningException;

    /**
     * Raises the signatures of a file to a longer proof: LT once the revocation information can be had, LTA before algorithms or the
     * time stamper's certificate end.
     *
     * @param level T, LT or LTA
     */
    Signed extend(FileContent file, SignatureLevel level) throws SigningException;

    /** The strict verdict on a PDF. Never fails: what cannot be read has a verdict too. */
    Verdict verify(FileContent file, Expectation expected);
}
