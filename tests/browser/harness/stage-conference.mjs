// A conference with texts as long as real ones: six fields with five to eight challenges of 60 to
// 350 letters, in German, plain German and Arabic. Independent of pages.

import { cast } from "./hall.mjs";

/** The code of this conference. */
export const STAGE = "PABQYZ";

const CHALLENGES = [
  {
    short: {
      de: "Kinder gehen zu selten oder nur sehr kurz in eine Kita",
      ar: "الأطفال يذهبون إلى الروضة نادرًا أو لوقت قصير جدًا",
    },
    de: "Viele Kinder aus zugewanderten Familien gehen nur unregelmäßig oder kürzer als möglich in eine Kindertageseinrichtung. Das erschwert ihnen, vor der Einschulung ausreichend Deutsch zu lernen und Freundschaften zu schließen. Teilweise fehlen Plätze, teilweise kennen die Eltern das Angebot nicht, und manche Familien schrecken vor den Kosten zurück.",
    "de-simple":
      "Viele Kinder gehen nicht in die Kita. Oder sie gehen nur kurz in die Kita. Dann lernen sie wenig Deutsch. Sie haben auch weniger Freunde. Manchmal gibt es keinen Platz. Manchmal kennen die Eltern die Kita nicht. Manche Eltern haben Angst: Die Kita kostet zu viel Geld.",
    ar: "كثير من الأطفال من عائلات مهاجرة لا يذهبون إلى الروضة بانتظام أو يبقون فيها وقتًا أقصر من الممكن. وهذا يصعّب عليهم تعلّم الألمانية قبل المدرسة وتكوين الصداقات. وأحيانًا لا توجد أماكن كافية، وأحيانًا لا تعرف العائلات هذا العرض أو تخاف من تكاليفه.",
  },
  {
    de: "Es gibt zu wenige bezahlbare Wohnungen für große Familien in der Stadt.",
    "de-simple": "Große Familien finden keine Wohnung. Die Wohnungen kosten zu viel Geld.",
    ar: "لا توجد في المدينة مساكن كافية بأسعار معقولة للعائلات الكبيرة التي لديها أطفال كثيرون.",
  },
  {
    short: { de: "Berufsabschlüsse werden viel zu langsam anerkannt" },
    de: "Die Anerkennung ausländischer Berufsabschlüsse dauert häufig länger als ein Jahr; in dieser Zeit arbeiten qualifizierte Menschen als Hilfskräfte oder gar nicht, verlieren ihre Fachkenntnisse und die Hoffnung, in ihrem Beruf wieder Fuß zu fassen.",
    "de-simple":
      "Viele Menschen haben einen Beruf gelernt. Aber in einem anderen Land. Deutschland muss den Beruf prüfen. Das dauert oft länger als ein Jahr. So lange dürfen sie nicht in ihrem Beruf arbeiten.",
    ar: "يستغرق الاعتراف بالشهادات المهنية الأجنبية غالبًا أكثر من سنة، وفي هذه المدة يعمل أصحاب الكفاءات في أعمال بسيطة أو لا يعملون أبدًا، فيفقدون خبراتهم وأملهم في العودة إلى مهنتهم.",
  },
  {
    de: "Zusammenhängende Informationen über Gesundheitsversorgung, Vorsorgeuntersuchungen und Krankenversicherung liegen kaum in den Sprachen der Zugewanderten vor.",
    "de-simple":
      "Es gibt Informationen über Ärzte und Vorsorge. Aber fast nur auf Deutsch. Viele verstehen das nicht.",
    ar: "لا تكاد تتوفر معلومات مترابطة عن الرعاية الصحية والفحوص الوقائية والتأمين الصحي بلغات المهاجرين.",
  },
  {
    short: { de: "Vereine erreichen Frauen und Mädchen kaum" },
    de: "Sportvereine, Musikschulen und Jugendverbände erreichen insbesondere Frauen und Mädchen mit Einwanderungsgeschichte bisher kaum, weil Angebote zu unpassenden Zeiten stattfinden, eine Kinderbetreuung fehlt und niemand in den Familien persönlich einlädt.",
    "de-simple":
      "Frauen und Mädchen gehen selten in einen Verein. Die Zeiten passen nicht. Niemand passt auf die Kinder auf. Niemand lädt die Frauen persönlich ein.",
    ar: "لا تكاد النوادي الرياضية ومدارس الموسيقى ومنظمات الشباب تصل إلى النساء والفتيات المهاجرات، لأن المواعيد غير مناسبة ولا توجد رعاية للأطفال ولا يدعوهن أحد شخصيًا.",
  },
  {
    de: "Behördenschreiben sind auch für Menschen mit guten Deutschkenntnissen oft unverständlich und machen Angst.",
    "de-simple":
      "Briefe vom Amt sind schwer zu verstehen. Viele Menschen bekommen Angst, wenn ein Brief kommt.",
    ar: "رسائل الدوائر الرسمية صعبة الفهم حتى على من يتقنون الألمانية، وهي تثير الخوف.",
  },
  {
    short: { de: "Ehrenamtliche sind müde und werden nicht mehr" },
    de: "Viele Ehrenamtliche, die seit Jahren Geflüchtete begleiten, sind erschöpft. Neue zu gewinnen gelingt kaum, denn Begleitung, Fortbildung und Anerkennung sind nicht verlässlich geregelt; wer aufhört, nimmt sein Wissen mit. Eine hauptamtliche Ansprechperson, die vermittelt und entlastet, fehlt in den meisten Stadtteilen seit Langem vollständig.",
    "de-simple":
      "Viele Menschen helfen freiwillig. Sie sind müde. Es kommen wenige neue Helfer dazu. Die Helfer brauchen Hilfe: Kurse, einen Dank und eine Person, die immer da ist. Diese Person gibt es in den meisten Stadtteilen nicht. Wer aufhört, nimmt sein Wissen mit.",
    ar: "كثير من المتطوعين الذين يرافقون اللاجئين منذ سنوات مرهقون. ولا يكاد يأتي متطوعون جدد، لأن المرافقة والتدريب والتقدير غير منظمة على نحو موثوق، ومن يتوقف يأخذ خبرته معه. وفي معظم الأحياء لا يوجد منذ زمن شخص مسؤول يقدّم المساعدة ويخفف العبء.",
  },
  {
    de: "Räume für Begegnung, die nichts kosten und am Abend geöffnet sind, fehlen in allen Stadtteilen.",
    "de-simple":
      "Menschen brauchen Räume zum Treffen. Die Räume sollen nichts kosten. Sie sollen am Abend offen sein. Solche Räume gibt es nicht.",
    ar: "لا توجد في أي حيّ أماكن للقاء تكون مجانية ومفتوحة في المساء.",
  },
];

const FIELDS = [
  ["Zusammenleben, Nachbarschaft und Begegnung", "Zusammen leben und sich treffen", "العيش المشترك والجيرة واللقاء", 8],
  ["Sprache und Bildung", "Sprache und Lernen", "اللغة والتعليم", 7],
  ["Arbeit, Ausbildung und Fachkräftesicherung", "Arbeit und Ausbildung", "العمل والتدريب المهني", 6],
  ["Wohnen", "Wohnen", "السكن", 5],
  ["Gesundheit, Pflege und Gesundheitsinformationen", "Gesundheit und Pflege", "الصحة والرعاية", 8],
  ["Teilhabe, Beteiligung und bürgerschaftliches Engagement", "Mitmachen und mitbestimmen", "المشاركة والعمل التطوعي", 5],
];

/** The conference, as the command line imports it. */
export const STAGE_CONFERENCE = {
  code: STAGE,
  title: {
    de: "Integrationskonferenz der Stadt Musterhausen an der Lippe",
    "de-simple": "Integrations-Konferenz in Musterhausen an der Lippe",
    ar: "مؤتمر الاندماج في مدينة موسترهاوزن",
  },
  place: { de: "Bürgerhaus am Marktplatz, Großer Saal" },
  date: "2026-11-27",
  languages: ["de", "de-simple", "ar", "uk", "tr", "en", "pl", "ro", "ru", "fr"],
  fields: FIELDS.map(([de, simple, ar, count], place) => ({
    name: { de, "de-simple": simple, ar },
    challenges: Array.from({ length: count }, (_, number) => {
      const { short, ...text } = CHALLENGES[(number + place * 3) % CHALLENGES.length];
      const goals = [
        {
          text: { de: "Bis zum nächsten Jahr ist ein Anfang gemacht." },
          audience: { de: "Familien mit Kindern unter sechs Jahren, Alleinerziehende und Großeltern" },
        },
      ];
      return { text, ...(short ? { short_title: short } : {}), goals };
    }),
  })),
};

/** Ballots with ties, with many dots on some challenges and none on others. */
export async function vote(server) {
  const { fields } = await server.json(`/api/v1/conferences/${STAGE}`);
  const ids = fields.map((field) => field.challenges.map((challenge) => challenge.id));
  for (let person = 0; person < 12; person += 1) {
    const dots = {};
    for (const field of ids) {
      dots[field[person % 2]] = 2;
      dots[field[2 + (person % 3)]] = 1;
    }
    await cast(server, dots, { code: STAGE });
  }
  return ids;
}
