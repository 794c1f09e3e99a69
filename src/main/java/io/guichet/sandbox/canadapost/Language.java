package io.guichet.sandbox.canadapost;

/** The two languages of error texts (canadapost 1.5). */
enum Language {
    EN, FR;

    /** English unless French is asked for. */
    static Language of(String locale) {
        return "fr".equalsIgnoreCase(locale.trim()) ? FR : EN;
    }
}
