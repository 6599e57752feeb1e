// Written by `pathbook cms`. A text of a plan is words, or the same words in several languages. The first can be typed
// here; the second is shown and left alone, since one line of text would take the place of all its languages.
/* global CMS, createClass, h */
const inOneLanguage = (value) => value === undefined || value === null || typeof value === "string"

const shown = (value) =>
    Object.entries(value.toJS ? value.toJS() : value)
        .map(([language, words]) => `${language}: ${typeof words === "string" ? words : words.text}`)
        .join("\n")

CMS.registerWidget("words", createClass({
    isValid() {
        return true
    },
    render() {
        const { value, forID, classNameWrapper, onChange, setActiveStyle, setInactiveStyle } = this.props
        const own = inOneLanguage(value)
        return h("textarea", {
            id: forID,
            className: classNameWrapper,
            rows: 3,
            readOnly: !own,
            dir: "auto",
            title: own ? "" : "In several languages: this text is kept as it is here",
            value: own ? value || "" : shown(value),
            onChange: (event) => own && onChange(event.target.value),
            onFocus: setActiveStyle,
            onBlur: setInactiveStyle,
        })
    },
}))
