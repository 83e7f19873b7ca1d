// A conference with as many and as long texts as a town's matrix has: six fields, 34 challenges of
// 60 to 350 letters, goals and audiences, a programme; in German, plain German and Arabic.

/** The code of this conference. */
export const LONG = "FEDER2";

/** What stands behind a challenge's first sentence, from short to long. */
const REASONS = {
  de: [
    "Das zeigt sich jeden Tag.",
    "Viele wissen nicht, wen sie fragen können, und geben nach dem zweiten Versuch auf.",
    "Angebote gibt es, doch sie liegen weit auseinander, beginnen zu Zeiten, in denen Eltern arbeiten, und sind nur auf Deutsch beschrieben.",
    "Wer neu ist, bekommt von jeder Stelle eine andere Auskunft, füllt dieselben Angaben mehrmals aus und wartet dann Monate auf eine Antwort, die in einem Deutsch geschrieben ist, das auch Menschen mit deutscher Muttersprache zweimal lesen.",
  ],
  "de-simple": [
    "Das sieht man jeden Tag.",
    "Viele Menschen wissen nicht: Wen kann ich fragen? Dann hören sie auf zu suchen.",
    "Es gibt Angebote. Aber sie sind weit weg. Und sie beginnen, wenn die Eltern arbeiten. Die Angebote sind nur auf Deutsch beschrieben.",
    "Neue Menschen bekommen von jedem Amt eine andere Antwort. Sie schreiben das Gleiche auf viele Formulare. Dann warten sie viele Monate. Die Antwort vom Amt ist in schwerer Sprache geschrieben. Auch andere Menschen müssen sie zweimal lesen.",
  ],
  ar: [
    "ويظهر ذلك كل يوم.",
    "كثيرون لا يعرفون من يسألون، فيتوقفون عن البحث بعد المحاولة الثانية.",
    "العروض موجودة، لكنها متباعدة، وتبدأ في أوقات يعمل فيها الوالدان، ولا توصف إلا بالألمانية.",
    "من وصل حديثًا يتلقى من كل جهة معلومة مختلفة، ويملأ البيانات نفسها مرات عديدة، ثم ينتظر أشهرًا جوابًا مكتوبًا بلغة ألمانية يحتاج حتى أهلها إلى قراءتها مرتين.",
  ],
};

const FIELDS = [
  {
    de: "Zusammenleben und Austausch",
    ar: "العيش المشترك والتواصل",
    challenges: [
      ["Vorurteile und Diskriminierung prägen den Alltag vieler Familien", "الأحكام المسبقة والتمييز جزء من حياة أسر كثيرة"],
      ["Kinder und Jugendliche finden in ihrem Stadtteil nichts für die Freizeit", "لا يجد الأطفال والشباب في حيّهم شيئًا لأوقات الفراغ"],
      ["Menschen mit und ohne Zuwanderungsgeschichte begegnen sich selten", "قلّما يلتقي ذوو الأصول المهاجرة بغيرهم"],
      ["Über schwierige Themen wird nicht miteinander gesprochen", "لا يُتحدَّث معًا في الموضوعات الصعبة"],
      ["Frauen erreichen Treffpunkte nicht, weil die Kinderbetreuung fehlt", "لا تصل النساء إلى أماكن اللقاء لغياب رعاية الأطفال"],
      ["Vereine suchen Mitglieder und finden keinen Weg zu den Neuen", "تبحث الجمعيات عن أعضاء ولا تجد طريقًا إلى الجدد"],
    ],
  },
  {
    de: "Sprache und Bildung",
    ar: "اللغة والتعليم",
    challenges: [
      ["Niemand koordiniert Sprach-, Integrations- und Bildungsangebote", "لا أحد ينسّق عروض اللغة والاندماج والتعليم"],
      ["Kinder gehen selten oder kürzer als möglich in die Kita", "يذهب الأطفال إلى الروضة نادرًا أو لوقت أقصر من الممكن"],
      ["Mehrsprachigkeit gilt in der Schule nicht als Stärke", "لا يُعدّ تعدد اللغات في المدرسة نقطة قوة"],
      ["Eltern brauchen früh Unterstützung bei Bildung und Erziehung", "يحتاج الوالدان مبكرًا إلى دعم في التربية والتعليم"],
      ["Auf einen Deutschkurs wartet man länger als ein halbes Jahr", "يستمر انتظار دورة اللغة الألمانية أكثر من نصف سنة"],
      ["Schulklassen sind zu groß für Kinder, die gerade erst angekommen sind", "الصفوف كبيرة على الأطفال الذين وصلوا حديثًا"],
    ],
  },
  {
    de: "Arbeit und Beschäftigung",
    ar: "العمل والتشغيل",
    challenges: [
      ["Abschlüsse aus dem Ausland werden spät oder gar nicht anerkannt", "يُعترف بالشهادات الأجنبية متأخرًا أو لا يُعترف بها"],
      ["Jugendliche hängen nach der Schule in Warteschleifen", "يعلق الشباب بعد المدرسة في انتظار طويل"],
      ["Kleine Betriebe wissen nicht, wer sie bei der Einstellung unterstützt", "لا تعرف الشركات الصغيرة من يساعدها عند التوظيف"],
      ["Mütter finden keine Arbeit, die zu den Zeiten der Kita passt", "لا تجد الأمهات عملًا يناسب أوقات الروضة"],
      ["Qualifizierungen passen nicht zu dem, was Betriebe suchen", "لا تناسب دورات التأهيل ما تبحث عنه الشركات"],
      ["Wer gründen möchte, scheitert an Formularen", "من يريد تأسيس عمل يتعثر في الاستمارات"],
    ],
  },
  {
    de: "Wohnen und Stadtteil",
    ar: "السكن والحي",
    challenges: [
      ["Große Familien finden keine bezahlbare Wohnung", "لا تجد الأسر الكبيرة سكنًا بسعر معقول"],
      ["In manchen Straßen wohnen fast nur Menschen, die neu sind", "في بعض الشوارع لا يسكن تقريبًا إلا الجدد"],
      ["Am Abend fährt kein Bus mehr in die Ortsteile am Rand", "لا تسير الحافلات مساءً إلى الأطراف"],
      ["Nachbarn streiten über Lärm und Müll und finden keine Vermittlung", "يختلف الجيران على الضجيج والنفايات ولا يجدون وسيطًا"],
      ["Spielplätze und Bänke sind alt und laden nicht ein", "الملاعب والمقاعد قديمة ولا تدعو إلى الجلوس"],
    ],
  },
  {
    de: "Gesundheit und Sport",
    ar: "الصحة والرياضة",
    challenges: [
      ["Arztpraxen nehmen niemanden neu auf", "لا تقبل العيادات مرضى جددًا"],
      ["Beim Arzt übersetzen die Kinder, auch was nicht für Kinder ist", "يترجم الأطفال عند الطبيب حتى ما لا يناسبهم"],
      ["Menschen mit schweren Erlebnissen warten lange auf eine Therapie", "ينتظر من مرّوا بتجارب قاسية العلاج طويلًا"],
      ["Schwimmkurse für Frauen und Mädchen fehlen", "لا توجد دورات سباحة للنساء والفتيات"],
      ["Sportvereine sind freundlich, aber schwer zu finden", "الأندية الرياضية ودودة لكن يصعب العثور عليها"],
    ],
  },
  {
    de: "Behörden, Beratung und Interkulturelle Öffnung der Verwaltung",
    ar: "الدوائر والاستشارة وانفتاح الإدارة على الثقافات",
    challenges: [
      ["Briefe vom Amt versteht man nur mit Hilfe", "لا تُفهم رسائل الدوائر إلا بمساعدة"],
      ["Termine gibt es nur im Internet und nur auf Deutsch", "المواعيد في الإنترنت فقط وبالألمانية فقط"],
      ["Beratungsstellen wissen wenig voneinander", "لا تعرف مراكز الاستشارة كثيرًا بعضها عن بعض"],
      ["In der Verwaltung arbeiten wenige Menschen, die mehrere Sprachen sprechen", "قليلون في الإدارة من يتكلمون عدة لغات"],
      ["Die Ausländerbehörde ist überlastet und schwer zu erreichen", "دائرة الأجانب مثقلة ويصعب الوصول إليها"],
      ["Regeln ändern sich, und niemand erklärt sie rechtzeitig", "تتغير القواعد ولا يشرحها أحد في وقتها"],
    ],
  },
];

const challengeOf = ([german, arabic], place) => {
  const reason = (language) => REASONS[language][place % REASONS[language].length];
  return {
    text: {
      de: `${german}. ${reason("de")}`,
      "de-simple": `${german}. ${reason("de-simple")}`,
      ar: `${arabic}. ${reason("ar")}`,
    },
    short_title: { de: german.slice(0, 60), ar: arabic.slice(0, 60) },
    goals: [
      {
        text: { de: "Jede Familie weiß, wohin sie gehen kann." },
        audience: { de: "Familien mit Kindern unter sechs Jahren" },
        measures: [{ text: { de: "Lotsinnen und Lotsen in jedem Stadtteil" } }],
      },
    ],
  };
};

/** The conference; `date` is its day, as `2026-11-28`. */
export function longConference({ date } = {}) {
  return {
    title: { de: "Integrationskonferenz der Stadt", ar: "مؤتمر الاندماج في المدينة" },
    place: { de: "Bürgerhaus, Großer Saal" },
    date,
    code: LONG,
    languages: ["de", "de-simple", "ar"],
    programme: [
      { time: "00:00", title: { de: "Ankommen" } },
      { time: "00:01", title: { de: "Abstimmung in sechs Handlungsfeldern" } },
      { title: { de: "Musik" } },
      { time: "23:59", title: { de: "Ergebnis und Ausblick" } },
    ],
    fields: FIELDS.map(({ de, ar, challenges }) => ({
      name: { de, ar },
      challenges: challenges.map(challengeOf),
    })),
  };
}
