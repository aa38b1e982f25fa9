package vn.trangtien.video.model;

/** A model that cannot be fetched, installed, read or used. Says what is wrong and what to do, in both languages. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Words what;
    private final transient Words remedy;

    public ModelException(Words what, Words remedy) {
        super(what.english() + ". " + remedy.english());
        this.what = what;
        this.remedy = remedy;
    }

    public ModelException(Words what, Words remedy, Throwable cause) {
        this(what, remedy);
        initCause(cause);
    }

    /** Both sentences in English; what {@link #getMessage} says. */
    public String english() {
        return what.english() + ". " + remedy.english();
    }

    public Words what() {
        return what;
    }

    public Words remedy() {
        return remedy;
    }
}
