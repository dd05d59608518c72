package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.RowValue;
import io.github.milvusretention.milvus.rest.call.Json;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
  private static final String FIELDS = "\"fields\":[{\"name\":\"id\",\"partitionKey\":false}]";

  private static Reply reply(String data) {
    return reply(data, "");
  }

  private static Reply reply(String data, String message) {
    Answer answer = new Answer("r", Outcome.SUCCESS, 200, 0, message, Duration.ZERO, null);
    return new Reply(answer, Json.read(data));
  }

  private static void unreadable(Function<Reply, Object> reader, String data) {
    assertThatExceptionOfType(UnreadableAnswer.class)
        .isThrownBy(() -> reader.apply(reply(data)))
        .satisfies(unreadable -> assertThat(unreadable.what()).isNotBlank());
  }

  private static CollectionInfo describe(String rest) {
    return ReplyReader.collection("c", reply("{\"collectionID\":1," + rest + "}"));
  }

  @Test
  void readsNamesInOrder() {
    assertThat(ReplyReader.names(reply("[\"b\",\"_default\",\"a\"]")))
        .containsExactly("b", "_default", "a");
    assertThat(ReplyReader.names(reply("[]"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "\"a\"", "7", "[\"a\",7]", "[null]", "[\"\"]", "[\"a\",\"a\"]", "[[\"a\"]]"})
  void refusesAListThatMayHideAName(String data) {
    unreadable(ReplyReader::names, data);
  }

  @Test
  void keepsAllDigitsOfACollectionId() {
    assertThat(
            ReplyReader.collection(
                "c", reply("{\"collectionID\":9007199254740993," + FIELDS + "}")))
        .isEqualTo(new CollectionInfo("c", "9007199254740993", false, false, true, null, Map.of()));
    assertThat(
            ReplyReader.collection(
                    "c", reply("{\"collectionID\":\"456789012345678901\"," + FIELDS + "}"))
                .id())
        .isEqualTo("456789012345678901");
  }

  @Test
  void readsThePartitionCountAndTheProperties() {
    CollectionInfo info =
        describe(
            FIELDS
                + ",\"partitionsNum\":13,\"properties\":"
                + "[{\"key\":\"collection.ttl.seconds\",\"value\":\"60\"},{\"key\":\"a\",\"value\":7}]");

    assertThat(info.partitions()).isEqualTo(13);
    assertThat(info.properties())
        .containsExactlyInAnyOrderEntriesOf(Map.of("collection.ttl.seconds", "60", "a", "7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"x\"", "7", "{}", "[7,null,{},{\"key\":1,\"value\":\"x\"}]"})
  void ignoresUnreadablePropertiesAndCounts(String unusual) {
    CollectionInfo info = describe(FIELDS + ",\"partitionsNum\":-1,\"properties\":" + unusual);

    assertThat(info.partitions()).isNull();
    assertThat(info.properties()).isEmpty();
  }

  @Test
  void readsAnIdTheSameAsNumberAndAsString() {
    String number = describe(FIELDS).id();
    String string =
        ReplyReader.collection("c", reply("{\"collectionID\":\"1\"," + FIELDS + "}")).id();
    assertThat(number).isEqualTo(string);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fields\":[{}]}",
        "{\"collectionID\":\" \",\"fields\":[{}]}",
        "{\"collectionID\":4.5e17,\"fields\":[{}]}",
        "{\"collectionID\":null,\"fields\":[{}]}",
        "{\"collectionID\":\"0123456789012345678901234567890123456789x\",\"fields\":[{}]}",
        "{\"collectionID\":1}",
        "{\"collectionID\":1,\"fields\":[]}",
        "{\"collectionID\":1,\"fields\":null}",
        "{\"collectionID\":1,\"fields\":{}}",
        "{\"collectionID\":1,\"fields\":[\"id\"]}",
        "{\"collectionID\":1,\"fields\":[{\"partitionKey\":\"false\"}]}",
        "{\"collectionID\":1,\"fields\":[{\"partitionKey\":true},{\"partitionKey\":1}]}",
        "{\"collectionID\":1,\"fields\":[{}],\"collectionName\":\"other\"}",
        "[]"
      })
  void refusesAnIncompleteDescription(String data) {
    unreadable(reply -> ReplyReader.collection("c", reply), data);
  }

  @Test
  void detectsAPartitionKeyInAnyField() {
    String fields =
        "\"fields\":[{\"partitionKey\":false},{\"partitionKey\":true},{\"name\":\"x\"}]";
    assertThat(describe(fields).partitionKey()).isTrue();
    assertThat(describe(FIELDS).partitionKey()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          ""             | false
          null           | false
          "s3://bucket"  | true
          {}             | true
          """)
  void detectsAnExternalCollection(String source, boolean external) {
    assertThat(describe(FIELDS + ",\"externalSource\":" + source).external()).isEqualTo(external);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "LoadStateNotLoad"  | false
          "LoadStateNotExist" | true
          "LoadStateLoading"  | true
          "LoadStateLoaded"   | true
          ""                  | true
          7                   | true
          """)
  void onlyLoadStateNotLoadMeansNotLoaded(String load, boolean loaded) {
    assertThat(describe(FIELDS + ",\"load\":" + load).loaded()).isEqualTo(loaded);
  }

  @Test
  void acceptsTheRequestedName() {
    assertThat(describe(FIELDS + ",\"collectionName\":\"c\"").name()).isEqualTo("c");
  }

  @Test
  void readsWhetherAPartitionExists() {
    assertThat(ReplyReader.has(reply("{\"has\":true}"))).isTrue();
    assertThat(ReplyReader.has(reply("{\"has\":false}"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"has\":null}", "{\"has\":\"false\"}", "{\"has\":0}"})
  void doesNotGuessWhetherAPartitionExists(String data) {
    unreadable(ReplyReader::has, data);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "'\"12\"', 12", "9223372036854775807, 9223372036854775807"})
  void readsRowsAsNumberOrString(String rows, long expected) {
    assertThat(ReplyReader.rows(reply("{\"rowCount\":" + rows + "}"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.0", "\"\"", "\"a\"", "null", "9223372036854775808", "[]"})
  void doesNotGuessRows(String rows) {
    unreadable(ReplyReader::rows, "{\"rowCount\":" + rows + "}");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "'\"12\"', 12"})
  void readsACount(String rows, long expected) {
    assertThat(ReplyReader.countedRows(reply("[{\"count(*)\":" + rows + "}]"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[{}]",
        "[7]",
        "[{\"count(*)\":-1}]",
        "[{\"count(*)\":1.5}]",
        "[{\"count(*)\":1},{\"count(*)\":2}]",
        "{\"count(*)\":1}"
      })
  void doesNotGuessACount(String data) {
    unreadable(ReplyReader::countedRows, data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {"at":1767225600}   | 1767225600
          {"at":"1767225600"} | 1767225600
          {"at":1.5}          | 1.5
          {"at":null}         | -
          {"at":true}         | -
          {"at":[1]}          | -
          {"id":7}            | -
          {}                  | -
          """)
  void readsOneFieldOfARow(String row, String value) {
    assertThat(ReplyReader.row("at", reply("[" + row + "]"))).contains(new RowValue(value));
  }

  @Test
  void noRowIsNoRow() {
    assertThat(ReplyReader.row("at", reply("[]"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[7]", "[null]", "[{},{}]", "{\"at\":1}"})
  void doesNotGuessARow(String data) {
    unreadable(reply -> ReplyReader.row("at", reply), data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"loadState":"LoadStateLoaded","loadProgress":100}  | '' | LOADED
          {"loadState":"LoadStateNotLoad"}                    | '' | NOT_LOADED
          {"loadState":"LoadStateLoading","loadProgress":40}  | '' | LOADING
          {"loadState":"LoadStateLoading"}                    | '' | LOADING
          {"loadState":"LoadStateLoading","loadProgress":-1}  | partition not loaded[partition=4567]. | NOT_LOADED
          {"loadState":"LoadStateLoading","loadProgress":"-1"} | partition not loaded[partition=4567]. | NOT_LOADED
          {"loadState":"LoadStateLoading","loadProgress":-1}  | partition not found[partition=x].  | UNKNOWN
          {"loadState":"LoadStateLoading","loadProgress":-1}  | '' | NOT_LOADED_OR_GONE
          {"loadState":"LoadStateNotExist"}                   | '' | UNKNOWN
          {"loadState":7}                                     | '' | UNKNOWN
          {}                                                  | '' | UNKNOWN
          []                                                  | '' | UNKNOWN
          """)
  void readsTheLoadState(String data, String message, LoadState state) {
    assertThat(ReplyReader.loadState(reply(data, message))).isEqualTo(state);
  }
}
