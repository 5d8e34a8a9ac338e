package dev.sallyport.agent.command;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The results of tests in the XML that CI systems read, as JUnit's own tools write it. */
final class JunitReport {
  private JunitReport() {}

  static void write(List<TestSuite> suites, Writer to) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(to);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (TestSuite suite : suites) {
        suite(suite, xml);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void suite(TestSuite suite, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", Printable.of(suite.name()));
    xml.writeAttribute("tests", Integer.toString(suite.results().size()));
    xml.writeAttribute("failures", Integer.toString(suite.failures().size()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
    for (TestSuite.Result result : suite.results()) {
      test(suite, result, xml);
    }
    xml.writeEndElement();
  }

  private static void test(TestSuite suite, TestSuite.Result result, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("name", Printable.of(result.fixture().name()));
    xml.writeAttribute("classname", Printable.of(suite.name()));
    xml.writeAttribute("file", Printable.of(suite.name()));
    xml.writeAttribute("line", Integer.toString(result.fixture().span().line()));
    if (!result.holds()) {
      xml.writeStartElement("failure");
      xml.writeAttribute(
          "message",
          "expected " + result.expected() + ", decided " + QuestionText.of(result.decision()));
      xml.writeCharacters(QuestionText.of(result.fixture().question()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
