package io.exaplan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

class ProblemAnswersTest {
    private final ProblemAnswers answers = new ProblemAnswers(new JsonMapper());

    @Test
    void whoeverHasGoneGetsNoAnswerAndIsNoIncident() {
        IOException broken = new IOException("Broken pipe");

        assertThat(answers.answer(new ClientAbortException(broken), new MockHttpServletRequest()))
                .isNull();
        assertThat(answers.answer(broken, new MockHttpServletRequest()))
                .as("a pipe of ours that breaks is one")
                .isNotNull();
    }
}
