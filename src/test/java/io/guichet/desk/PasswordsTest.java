package io.guichet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void onlyTheSamePasswordMatchesAndNoTwoAreEncodedAlike() {
        String one = Passwords.encoded("correct-horse-bättery".toCharArray());
        String other = Passwords.encoded("correct-horse-bättery".toCharArray());

        assertThat(one).isNotEqualTo(other).startsWith("pbkdf2-sha256.600000.").doesNotContain("horse");
        assertThat(Passwords.isEncoded(one)).isTrue();
        assertThat(Passwords.matches("correct-horse-bättery", one)).isTrue();
        assertThat(Passwords.matches("correct-horse-battery", one)).isFalse();
        assertThat(Passwords.matches("", one)).isFalse();
    }

    @Test
    void whatIsNotEncodedLetsNobodyIn() {
        assertThat(Passwords.isEncoded("correct-horse-battery")).isFalse();
        assertThat(Passwords.matches("correct-horse-battery", "correct-horse-battery")).isFalse();
    }
}
