package io.guichet.door.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecodedTest {

    private static final String TEXT = "Zürich;Genève;½ €\n".repeat(5_000);

    private static InputStream recoded(byte[] bytes, String charset) {
        return new Recoded(new ByteArrayInputStream(bytes), Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-16", "UTF-16LE", "GB18030"})
    void textOfAnyCharsetComesOutAsUtf8(String charset) throws Exception {
        byte[] bytes = TEXT.getBytes(Charset.forName(charset));

        assertThat(recoded(bytes, charset).readAllBytes()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void charactersOfTwoHalvesAreNotTornApart() throws Exception {
        String faces = "\uD83D\uDE00".repeat(20_000);

        assertThat(recoded(("x" + faces).getBytes(StandardCharsets.UTF_16BE), "UTF-16BE").readAllBytes())
                .isEqualTo(("x" + faces).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneByteAtATimeIsTheSame() throws Exception {
        InputStream in = recoded("é€".getBytes(Charset.forName("windows-1252")), "windows-1252");
        byte[] expected = "é€".getBytes(StandardCharsets.UTF_8);
        for (byte b : expected) {
            assertThat(in.read()).isEqualTo(b & 0xFF);
        }
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void whatIsNoTextIsAnErrorAndNoQuestionMark() {
        assertThatThrownBy(() -> recoded(new byte[]{0, 'A', (byte) 0xD8, 0, 0, 'B'}, "UTF-16BE").readAllBytes())
                .isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> recoded(new byte[]{0, 'A', 0}, "UTF-16BE").readAllBytes())
                .isInstanceOf(CharacterCodingException.class);
    }
}
