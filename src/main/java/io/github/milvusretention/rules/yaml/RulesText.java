package io.github.milvusretention.rules.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a rules file. */
public final class RulesText {
  public static final int LARGEST = 1 << 18;
  private static final String NAME_IT = "name the file with --config";

  private RulesText() {}

  /** Throws {@link RulesException} with a sentence for each reason why there is no text. */
  public static String read(Path file) {
    Place place = Place.file(file.toString());
    if (Files.isDirectory(file)) {
      throw RulesException.at(place, "is a directory", NAME_IT);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw RulesException.at(place, "is larger than 256 KiB, too large for rules", NAME_IT);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw RulesException.at(place, "there are no rules here", "write them there or " + NAME_IT);
    } catch (AccessDeniedException e) {
      throw RulesException.at(place, "may not be read by this user", "let it read the file");
    } catch (CharacterCodingException e) {
      throw RulesException.at(place, "is not text in UTF-8", "save it as UTF-8, or " + NAME_IT);
    } catch (IOException e) {
      throw RulesException.at(place, "cannot be read: " + e.getMessage(), NAME_IT);
    }
  }
}
